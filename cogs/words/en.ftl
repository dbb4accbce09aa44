# Everything the bot says in English, for https://projectfluent.org. Other languages are other files
# with the same keys and variables. A command or an option is its name, with its description.

## Commands

command-recolor = recolor
    .description = Recolor a picture
command-recolor-palette = palette
    .description = Make up to seven colors the picture's main colors
command-recolor-reference = reference
    .description = Give a picture the colors of another one
command-recolor-auto = auto
    .description = Make several colorways of a picture

command-palette = palette
    .description = Palettes: take them from pictures, save, show and delete them
command-palette-extract = extract
    .description = Find the main colors of a picture
command-palette-save = save
    .description = Save colors as a palette with a name
command-palette-list = list
    .description = List the palettes you can use here
command-palette-show = show
    .description = Show a palette with its colors
command-palette-delete = delete
    .description = Delete a saved palette

command-settings = settings
    .description = How this server uses the bot: defaults, channels, limits

command-about = about
    .description = What Colorway is
command-help = help
    .description = What you can do with Colorway, and how
command-privacy = privacy
    .description = What Colorway remembers about you
command-privacy-info = info
    .description = What is stored, and for how long
command-privacy-delete = delete
    .description = Delete what is stored about you

option-image = image
    .description = The picture to recolor
option-colors = colors
    .description = Up to 7 colors: #264653 e9c46a teal …
option-reference = reference
    .description = The picture whose colors to take
option-count = count
    .description = How many colorways to make
option-degree = degree
    .description = Strength, from 0 to 1: 0.75 is 75%, 1 changes the colors all the way
option-keep-people = keep_people
    .description = People keep their natural colors
option-spoiler = spoiler
    .description = Hide the result until it is clicked
option-format = format
    .description = The format of the result; auto: PNG, unless that file would be too large
menu-recolor = Recolor this picture
menu-colors = Take its colors
menu-like = Recolor like this
menu-avatar = Recolor avatar

option-name = name
    .description = The palette's name
option-server = server
    .description = For everyone on this server; you need the permission to manage it
option-private = private
    .description = Only you can see the answer
option-extract-image =
    .description = The picture whose colors you want
option-extract-count =
    .description = How many colors, 1 to 7

## Palettes

button-keep = Save as palette
form-title-keep = Save this palette
keep-name = Name
    .description = Up to { $most } characters. You type it in “{ option-colors }” to use the palette.
keep-server = For everyone on this server
extract-title = Colors of { $file }
extract-title-several =
    { $count ->
        [one] Colors of one picture
       *[other] Colors of { $count } pictures
    }
extract-use = To use them, press “{ button-use }”, or paste the codes into “{ option-colors }” of `/{ command-recolor } { command-recolor-palette }`.
extract-use-several = “{ button-use }” and “{ button-keep }” ask which picture's colors to take. “{ button-text }” shows the codes.
palette-use = To use it: { $recolor-palette } with `{ option-colors }`: `{ $colors }`
palette-saved = Saved as { $name }.
palette-replaced = Saved as { $name }, in place of the palette you had under that name.
palette-for-you = Only you can use it, everywhere. Type its name in “{ option-colors }”.
palette-for-server = Everyone on this server can use it. Type its name in “{ option-colors }”.
palette-full = { $most } palettes are saved already, and that is the most I can keep. Please delete one first.
palette-no-server = This is not on a server. Leave “{ option-server }” out to save or delete palettes of your own.
palette-not-yours = Only those who may manage this server can save or delete its palettes. Leave “{ option-server }” out for palettes of your own.
palette-unknown = There is no palette called { $name } here. Look at { $palette-list }, or pick one while you type.
palette-of-server = { $name } is a palette of this server. Those who may manage the server can delete it with “{ option-server }”.
palette-ready-made = { $name } is one of the ready-made palettes, which cannot be deleted.
palette-deleted = Deleted { $name }.
name-empty = A palette needs a name of 1 to { $most } characters, with letters, digits or emoji in it.
name-too-long = That name is too long: { $most } characters at most.
name-odd = A palette's name cannot hold { $character }. Letters, digits, spaces and emoji are fine, and so are - ' . & ! ?
name-is-color = { $name } is already read as { $colors }, so a palette cannot have that name. Please choose another one.
list-title =
    { $count ->
        [one] One palette
       *[other] { $count } palettes
    }
list-of-server = of this server
list-none = You have not saved any palettes yet. Use { $palette-save }, or { $palette-extract } on a picture you like.
list-hint = There are also { $count } ready-made palettes: pick one while you type in “{ option-colors }”.

## A server's settings

settings-title = Settings of this server
settings-not-yours = Only those who may manage this server can see and change its settings.
settings-degree = **Strength** unless a command says otherwise: { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-degree-none = Default strength (100%), unless a command says otherwise
settings-degree-option = Strength { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }, unless a command says otherwise
settings-people-are-on = **People** keep their natural colors, unless a command says otherwise
settings-people-are-off = **People** are recolored too, unless a command says otherwise
settings-people-on = Keep people's colors
settings-people-off = Recolor people too
settings-everywhere = **Channels:** all of them
settings-channels = **Channels:** only { $channels }
settings-channels-none = In all channels; choose some to allow only those
settings-no-limit = **Pictures** per member and day: as many as they like
settings-limit = **Pictures** per member and day: { $count }
settings-jobs-none = As many pictures per day as members like
settings-jobs-option =
    { $jobs ->
        [one] One picture per member and day
       *[other] { $jobs } pictures per member and day
    }
settings-spoiler-is-on = **Results** are always hidden as spoilers
settings-spoiler-is-off = **Results** are shown openly, unless a command says otherwise
settings-spoiler-on = Always hide results
settings-spoiler-off = Show results openly

## About the bot

about-title = Colorway
about-text =
    I recolor pictures: with colors you choose, in the colors of another picture, or in ways I find myself. People can keep their natural colors, and light and texture stay as they were.

    Start with { $recolor-palette }, or look at { $help }. What I remember, and how to delete it: { $privacy-info }.
help-title = What you can do
help-text =
    { $recolor-palette } makes up to { $most } colors the main colors of your picture. Write them as you like: `#264653 e9c46a, teal`, names of colors in many languages, a link to a palette, the name of a palette you saved, or one of { $presets } ready-made palettes.
    { $recolor-reference } takes the colors of another picture.
    { $recolor-auto } makes 1 to { $count } different versions.
    Right-click a message (on a phone: hold it) → Apps: “{ menu-recolor }”, “{ menu-colors }”, “{ menu-like }”. Right-click a person → Apps: “{ menu-avatar }”.

    `{ option-degree }` sets the strength, from 0 to 1: 0.75 is 75%. With `{ option-keep-people }`, people keep their natural colors.

    { $palette-extract } finds the colors of a picture. { $palette-save }, { $palette-list }, { $palette-show } and { $palette-delete } keep your palettes.
    { $settings } is for those who manage a server.
privacy-title = What I remember
privacy-text =
    • **Pictures:** I fetch a picture only to recolor it. My copy is deleted when the job ends, and the results when they are { $hours } hours old. What I post stays in Discord until you delete it.
privacy-text-elsewhere =
    • **Pictures:** I fetch a picture only to recolor it, and send it to the recoloring service that whoever runs this bot has chosen. My copy is deleted when the job ends. What I post stays in Discord until you delete it.
privacy-rest =
    • **Jobs:** what you asked for (options, file names, and the Discord IDs of you, the server and the channel), until { $hours } hours after its end; for the buttons under a picture, for 30 days.
    • **Palettes** that you save, until you delete them. Those of a server stay with it.
    • **Counts:** where a server limits pictures per day, how many you had, until the next day.
    • **Servers:** their settings.

    I read no messages and keep no names. To delete everything about you: { $privacy-delete }
privacy-ask = This deletes your saved palettes, what the buttons under your pictures need, and the records of your jobs. It cannot be undone. Pictures that I posted stay until you delete them. Where a server limits pictures per day, your count of today stays until midnight UTC.
button-forget = Delete my data
privacy-deleted = Done. Saved palettes deleted: { $palettes }; records of jobs deleted: { $jobs }; and all that your buttons needed.
privacy-unfinished =
    { $count ->
        [one] One picture of yours is still being worked on, so its records stay for now. Delete again when it is done.
       *[other] { $count } pictures of yours are still being worked on, so their records stay for now. Delete again when they are done.
    }
privacy-failed = I could not delete everything just now. Please try again in a minute.

## Numbers and names

quoted = “{ $name }”

megabytes = { $size } MB

## Where a job is

state-received = Received your picture.
state-queued = Your picture is in the queue …
state-recoloring = Recoloring your picture …
state-making = Preparing the result …
state-uploading = Uploading the result …
place-next = Your picture is next in the queue …
place-ahead = Your picture is in the queue, { $ahead } ahead of you …

# $time is a mark that Discord turns into "5 seconds ago" in the reader's language.
progress-since = Asked for { $time }
progress-late = This takes longer than I can keep updating this message. Press the button to see the result once it is ready.

## What is on its buttons

button-cancel = Cancel
button-again = Try again
button-late = Show the result
button-softer = Softer
button-stronger = Stronger
button-recolor = Other colors
button-compare = Compare
button-input = Use as input
button-text = Colors as text
button-table = LUT
button-delete = Delete
button-use = Use on a picture
button-upload = Send it again
button-retype = Correct it

## How it ended well

done-late = { $person }, your picture is ready.
reply-moving = Discord did not accept the result in this message, so I am sending it as a new one. If none comes, press the button.
reply-moved = Discord did not accept the result in this message, so it is in a new one below.
sent-privately = I have sent it to you alone.

## What was done

what-palette = Palette { $colors }
what-reference = Colored after { $reference }
what-auto =
    { $count ->
        [one] One colorway
       *[other] { $count } colorways
    }
what-pick = Colorway { $number } of { $count }
what-compare = Before and after
what-table = Look-up table for Photoshop, DaVinci Resolve, OBS and others
line-degree = strength { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
line-size = { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }
line-seconds = { NUMBER($seconds, minimumFractionDigits: 1) } s
caption-palette = Top: the colors you asked for. Below: the colors of the result.
caption-reference = Top: the colors of the reference. Below: the colors of the result.
table-exact = This table changes every color exactly as I changed it in the picture.
table-fit = I changed the same color differently in different places, which a table cannot do. This table is the closest: it differs by ΔE { $difference } on average.
table-people = The table recolors people too, because it does not know where they are.
note-format = The picture cannot be a { $wanted }, so this is a { $format }.
note-converted = As a PNG it is over this chat's limit of { $limit }, so this is a { $format }.
note-shrunk = At full size it is over this chat's limit of { $limit }, so this is a { $format } of { line-size } pixels.
note-resized = Discord did not accept the files at their full size, so I made them smaller.
alt-palette = The picture recolored with the palette { $colors } at { NUMBER($degree, style: "percent", maximumFractionDigits: 1) } strength.
alt-reference = The picture colored after { $reference } at { NUMBER($degree, style: "percent", maximumFractionDigits: 1) } strength.
alt-swatches = Swatches of the palette asked for: { $colors }.
alt-colors = Swatches of the colors of the picture: { $colors }.
alt-colors-of = Colors of picture { $number }: { $colors }.
alt-compare = The picture before and after, side by side.
alt-table = Look-up table { $number }, a .cube file.
alt-auto = Colorway { $number } of { $count } of the picture, at { NUMBER($degree, style: "percent", maximumFractionDigits: 1) } strength.

## What is wrong with a command

colors-none = I found no colors. Give me 1 to { $most }, for example `#264653 e9c46a teal`.
colors-too-many = That is { $count } colors; I can take at most { $most }. Please leave some out.
colors-unknown = Color { $position }, { $token }, is not a color or palette I know. Write it as hex (`264653`, `#F0A`) or by its name (`teal`), or pick a palette from the list while you type.
colors-unknown-form = Color { $position }, { $token }, is not a color or palette I know. Write it as hex (`264653`, `#F0A`) or by its name (`teal`), or write the name of a palette.
colors-unknown-near = Color { $position }, { $token }, is not a color or palette I know. Did you mean { $near }?
house-elsewhere =
    { $count ->
        [one] On this server, pictures are recolored in { $channels }. Please try it there.
       *[other] On this server, pictures are recolored only in some channels, such as { $channels }. Please try it there.
    }
house-enough =
    { $most ->
        [0] On this server, nobody can have pictures recolored at the moment.
        [one] You have had your picture for today: this server allows one per day. The next day begins at midnight UTC.
       *[other] You have had your { $most } pictures for today, as many as this server allows. The next day begins at midnight UTC.
    }
file-not-a-picture = { $file } is not a picture I can take. Please attach a PNG, JPEG, WebP, GIF or BMP.
file-either = { $one } or { $other }
file-too-large = { $file } is larger than { $limit }. Please attach a smaller file.
option-invalid = I cannot take one of the options. Please pick the command again.
limit-reached =
    { $count ->
        [one] One of your pictures is already being worked on or waiting. Please wait until it is done.
       *[other] { $count } of your pictures are already being worked on or waiting. Please wait until one of them is done.
    }
limit-all =
    { $count ->
        [one] One picture is already waiting, so yours would take too long. Please try again in a few minutes.
       *[other] { $count } pictures are already waiting, so yours would take too long. Please try again in a few minutes.
    }
unrecorded = I cannot look up or save anything at the moment. Please try again in a minute.
cancel-not-yours = Only the person who asked for this picture, or a moderator, can cancel it.
cancel-too-late = It is too late to cancel: the job has finished, or its result is being sent.
late-not-yet = It is not ready yet. Please press again in a minute.
late-elsewhere = The result came as a separate message in this channel.
again-not-yours = Only the person who asked for this picture can try again. You can ask for your own.
again-forgotten = I have forgotten what this was. Please run the command again.
restarting = I am restarting. Please try again in a minute.
too-slow = This is taking too long. Please try again in a minute.
answer-not-taken = Discord did not take my answer. Please try again in a minute.
answer-refused = Discord did not let me show my answer here. Please try it elsewhere.
command-unknown = I do not know this command anymore. Please pick it from the list again.

card-forgotten = I have forgotten what this was. Please run the command again.
forgotten-form = I have forgotten what this form was for. Please start again.
delete-not-yours = Only the person who asked for this picture, or a moderator, can delete it.
delete-failed = Discord did not let me delete this. Please try again in a minute.
no-picture-there = I found no picture there that I can take. I take PNG, JPEG, WebP, GIF and BMP: files, pictures in cards and previews of links, stickers, custom emoji, and those of forwarded messages.
busy-alike = I am already working on that.
compare-before = Before
compare-after = After

## Colors as text

text-asked = Asked for: { $colors }
text-came-out = Colors of the result: { $colors }
text-of = { $number }: { $colors }
text-none = I do not know the colors of this picture.

## Forms

form-title-colors = Other colors
form-title-recolor = Recolor
form-title-like = Recolor like this
form-title-use = Use these colors
form-title-extract = Take colors
form-title-upload = The picture is gone
gone-again = Discord does not have the picture anymore. Please send it again, and I will go on.
form-colors = Colors
    .description = Up to 7: hex codes, names, or a palette's name
form-colors-example = #264653 teal e9c46a
form-degree = Strength: how far the colors move
form-degree-option = { $percent }%
form-people = People keep their natural colors
form-private = Only I can see the result
form-which = Which pictures
form-which-one = Which picture
form-files = Pictures
form-reference = The reference

## Why there is no picture

trouble-service-cannot = The recoloring service that this bot uses can recolor pictures, but it cannot do this.

trouble-not-a-picture = { $file } is not a picture I can read, whatever its name says. Please send a PNG, JPEG, WebP, GIF or BMP.
trouble-picture-damaged = { $file } is damaged or cut off. Please save or export it again, and then send that.
trouble-file-too-large = { $file } is larger than { $limit }. Please send a smaller file.
trouble-picture-too-small = { $file } is too small: both sides must be larger than { $limit } pixels. Please send a larger picture.
trouble-picture-too-large = { $file } has too many pixels: both sides must be smaller than { $limit } pixels. Please send a smaller picture.
trouble-too-many-pixels = { $file } has more than { $limit } million pixels, too many for its format. Please send it as PNG or JPEG, or smaller.
trouble-resolution-too-high = { $file } has too many pixels for the recoloring service. Please send a smaller picture.
trouble-no-colors = { $file } is all transparent, so it has no colors. Please try another picture.
trouble-attachment-gone = Discord does not have { $file } anymore. Please send it again.
trouble-attachment-foreign = { $file } does not come from Discord. Please upload the picture with the command.
trouble-service-wants-smaller-file = The recoloring service finds { $file } too large. Please send a smaller file.
trouble-refused = The recoloring service refused { $file } ({ $code }). Please try another picture.
trouble-attachment-unreachable = Discord did not give me { $file }. Please run the command again in a minute.
trouble-service-busy = The recoloring service has too much to do at the moment. Please run the command again in a few minutes.
trouble-service-out-of-credits = The recoloring service's credits are used up. Please tell whoever runs this bot, and try again later.
trouble-service-refused-key = The recoloring service does not accept this bot's key. Please tell whoever runs this bot.
trouble-service-gone = The recoloring service is not there anymore. Please tell whoever runs this bot.
trouble-service-unreachable = The recoloring service cannot be reached. Please run the command again in a few minutes.
trouble-service-failed = The recoloring service failed on { $file }. Please run the command again; if it fails again, try another picture.
trouble-service-gave-up = The recoloring service tried { $file } several times and gave up. Please try another picture.
trouble-submit-unanswered = The recoloring service did not answer, so I do not know whether it took { $file }. It may have been billed, so I did not send it again. Press the button to try once more.
trouble-result-lost = The recoloring service has lost the result. Please run the command again.
trouble-service-timed-out = Recoloring { $file } took too long, so I stopped waiting. Please try again later, or send a smaller picture.
trouble-upload-refused = Discord did not take the result. Please try again with a smaller picture.
trouble-upload-failed = Discord could not be reached with the result. Please run the command again.
trouble-blocked-by-automod = This server's AutoMod blocked my message with the result. A moderator can tell you why; you can also ask for your picture elsewhere.
trouble-blocked-as-explicit = Discord takes the result for explicit content and does not show it here. Please try another picture, or another place.
trouble-blocked-as-harmful-link = Discord's filter for harmful links blocked my message with the result. Please try again with another file name and without names of palettes.
trouble-thread-closed = This thread is locked or archived, so Discord does not let me write in it. Please try again in an open one.
trouble-not-allowed-here = Discord does not let me write in this channel. Please try again in another one, or ask a moderator to allow it.
trouble-files-limited = Discord has limited file uploads on this server for now. Please try again later, or elsewhere.
trouble-not-accepted = Discord did not accept my message (error { $code }). Please try again; if it happens again, tell whoever runs this bot.
trouble-cancelled = Canceled. There will be no picture.
trouble-stranded = I was updated while this was under way, so there will be no picture. Please run the command again.
trouble-bug = Something went wrong on my side, not on yours. Please try again; if it happens again, tell whoever runs this bot, with this reference: `{ $reference }`.
