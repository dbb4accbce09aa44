"""What the sandbox does as Discord does it, by the names in its comments ``# rule: <name>``."""

from bot.sandbox.evidence.sources import GUESS, Rule, docs, guess, issue

_RESPONDING = "interactions/receiving-and-responding"
_COMMANDS = "interactions/application-commands"

FILES: dict[str, Rule] = {
    "attachments-shown-elsewhere": Rule(
        "A message's `attachments` leaves out files that its components or embeds show.",
        f"{issue(8277, 8279)}; {docs('resources/message', 'Message Structure')}",
    ),
    "media-items": Rule(
        "A media item that was uploaded has `attachment_id`, links, size in pixels, content type.",
        f"{docs('components/reference', 'Unfurled Media Item Structure')}; {issue(7611)}",
    ),
    "file-component": Rule(
        "A file component has its file's `name` and `size`; other media items have neither.",
        docs("components/reference", "File Structure"),
    ),
    "embed-media": Rule(
        "An embed's picture that was uploaded has links to the CDN and to the media proxy.",
        f"{docs('resources/message', 'Embed Image Structure')}; {issue(4809)}",
    ),
    "external-media": Rule(
        "A picture of another host has `proxy_url`, and its size if the proxy could read it.",
        docs("resources/message", "Embed Image Structure"),
    ),
    "create-adds-all": Rule(
        "A new message gets every file of the request; `attachments` only describes them.",
        issue(7503),
    ),
    "edit-without-list": Rule(
        "An edit without `attachments` keeps the message's files and adds none.",
        f"{docs('reference', 'Editing Message Attachments')}; {issue(6277)}; #7529 is "
        "quoted for it and was not read; #5170 saw the files replace the others in 2022",
    ),
    "update-without-list": Rule(
        "A callback of type 7 without `attachments` deletes the message's files.", issue(6277)
    ),
    "edit-attachment-metadata": Rule(
        "An edit may change `description` and `is_spoiler` of a file that stays.",
        docs("resources/message", "Attachment Request Structure"),
    ),
    "kept-files-by-name": Rule(
        "Components can refer to a file that stays if the edit lists its id and its filename.",
        "reported: other projects got UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND for the "
        "id alone",
    ),
    "spoiler-flag": Rule(
        "`is_spoiler` or a name that begins with SPOILER_ sets the flag 1 << 3; a spoiler need "
        "not have such a name.",
        docs("change-log", "Attachment Editing and is_spoiler Param"),
    ),
    "signed-links": Rule(
        "Links to attachments are signed and expire.",
        docs("reference", "Signed Attachment CDN URLs"),
    ),
    "link-life": Rule("A link lives for 24 hours.", guess("the documentation names no time")),
    "refresh-urls": Rule(
        "POST /attachments/refresh-urls signs 1 to 50 URLs anew, also such that never were valid.",
        "reported: Unofficial Discord User Documentation, “Refresh Attachment URLs”; undocumented",
    ),
    "clean-filename": Rule(
        "Names keep ASCII letters, digits, “-”, “_” and “.”; spaces become “_”.", GUESS
    ),
    "upload-limit-per-file": Rule(
        "The upload limit counts for each file.",
        docs("change-log", "Per-Attachment File Upload Behavior for Apps"),
    ),
    "upload-limit-of-posts": Rule(
        "A post with the bot's token has the guild's upload limit, in private the default.",
        docs("reference", "Uploading Files"),
    ),
    "upload-limit-of-interactions": Rule(
        "An answer has the greater of the guild's and the person's limit: `attachment_size_limit`.",
        docs("reference", "Uploading Files"),
    ),
    "default-upload-limit": Rule(
        "The default upload limit is 20 MiB since September 2026.",
        guess("no page was found that says so; the reference of August 2026 says 10 MiB"),
    ),
    "request-limit": Rule(
        "The files of one request may have 200 MiB together.",
        guess("measured by others; “Create Message” says 25 MiB, “Uploading Files” per file"),
    ),
    "sticker-formats": Rule(
        "The CDN has stickers as PNG (APNG included) or as GIF, as they were made.",
        docs("reference", "CDN Endpoints"),
    ),
    "animated-images": Rule(
        "Avatars and emoji are there as GIF only if they are animated.",
        docs("reference", "CDN Endpoints"),
    ),
    "avatar-hash": Rule(
        "The hash of an animated avatar begins with “a_”.", docs("reference", "CDN Endpoints")
    ),
    "forwards": Rule(
        "A forward has `message_reference` of type 1 and one snapshot without an author.",
        docs("resources/message", "Message Snapshot Object"),
    ),
    "forwarded-files": Rule("A snapshot's files are those of the original, and go with it.", GUESS),
}

PLACES: dict[str, Rule] = {
    "view-channel": Rule(
        "The bot sees nothing of a channel without View Channel.",
        docs("topics/permissions", "Implicit Permissions"),
    ),
    "no-post-without-bot": Rule(
        "Where the bot is no member its token opens no channel.",
        f"{docs(_COMMANDS, 'Authorizing Your Application')}; guess for the code 50001",
    ),
    "commands-only": Rule(
        "A guild may have the app by `applications.commands` alone: commands, and no bot.",
        docs(_COMMANDS, "Authorizing Your Application"),
    ),
    "integration-owners": Rule(
        "Key 0 is the guild that installed the app, “0” in the bot's DM; key 1 is the person.",
        docs(_RESPONDING, "Authorizing Integration Owners Object"),
    ),
    "permissions-without-bot": Rule(
        "Without its bot, an app has of @everyone's permissions those that matter to responses.",
        docs("change-log", "Calculated Permissions in Interaction Payloads"),
    ),
    "permissions-in-dms": Rule(
        "In private, `app_permissions` are Attach Files, Embed Links, Mention Everyone; in the "
        "bot's own DM Use External Emojis too.",
        docs(_RESPONDING, "Interaction Structure"),
    ),
    "threads-inherit": Rule(
        "A thread inherits its channel's permissions, and needs Send Messages in Threads to send.",
        docs("topics/permissions", "Inherited Permissions (Threads)"),
    ),
    "attach-files-for-posts": Rule(
        "Files need Attach Files with the bot's token, and not in answers to interactions.",
        f"{docs('change-log', 'Changes to Bot Permissions for Interactions and Webhooks')} for "
        "posts; guess for edits with the token",
    ),
    "get-message-needs-history": Rule(
        "GET of a message needs Read Message History.",
        docs("resources/message", "Get Channel Message"),
    ),
    "list-without-history": Rule(
        "Without Read Message History, a channel's list of messages is empty.",
        docs("resources/message", "Get Channel Messages"),
    ),
    "message-content": Rule(
        "Without the message content intent, others' content, embeds, attachments and components "
        "are empty over REST, but in the bot's DM or where it is mentioned.",
        f"{docs('events/gateway', 'Message Content Intent')}; guess for snapshots of forwards",
    ),
    "menu-target-content": Rule(
        "The message that a menu is used on has its content without the intent.",
        docs("events/gateway", "Message Content Intent"),
    ),
    "mentions": Rule(
        "`mentions` are those in the text whom `allowed_mentions` allows.",
        docs("resources/message", "Edit Message"),
    ),
    "forced-ephemeral": Rule(
        "Answers are ephemeral where the person may not send, and where a user-installed app is "
        "used without Use External Apps.",
        f"{docs('topics/permissions', 'Permission Flags')}; {issue(6961, 7707)}; guess for apps "
        "that the guild installed",
    ),
    "archived-threads": Rule(
        "A new message unarchives a thread that is not locked; messages in an archived thread "
        "cannot be edited.",
        docs("topics/threads", "Active & Archived Threads"),
    ),
    "locked-threads": Rule(
        "Without Manage Threads nothing can be posted or edited in a locked thread, and deleted "
        "only while it is active.",
        docs("topics/threads", "Locked Threads"),
    ),
    "callbacks-in-locked-threads": Rule(
        "A callback in a thread that is locked and archived is refused with 50083, in one that is "
        "locked only without Use External Apps; else it is ephemeral.",
        issue(5517, 7707),
    ),
    "ephemeral-in-closed-threads": Rule(
        "Messages that one person sees can be edited in closed threads.", GUESS
    ),
    "automod": Rule(
        "AutoMod blocks the text of answers and of their edits, and not what the bot posts itself.",
        f"{docs('change-log', 'User-Installed Apps General Availability')} for edits; guess for "
        "the rest",
    ),
    "harmful-links": Rule("A link to a blocked host is refused.", guess("the code is listed")),
    "explicit-content": Rule(
        "A picture that Discord takes for explicit is refused.", guess("the code is listed")
    ),
}

INTERACTIONS: dict[str, Rule] = {
    "three-seconds": Rule(
        "A callback must come within 3 seconds.", docs(_RESPONDING, "Interaction Callback")
    ),
    "token-life": Rule("A token lives for 15 minutes.", docs(_RESPONDING, "Followup Messages")),
    "callback-types": Rule(
        "Which callbacks answer which interaction.", docs(_RESPONDING, "Interaction Callback Type")
    ),
    "refused-callbacks": Rule(
        "A callback that is refused with 4xx is no reaction: another one may follow in time.",
        GUESS,
    ),
    "deferral-flags": Rule(
        "A deferral keeps EPHEMERAL of its flags; others are ignored.",
        f"{docs(_RESPONDING, 'Interaction Callback Data Structure')}; {issue(7386, 7910)}",
    ),
    "first-follow-up": Rule(
        "The first follow-up after a deferral edits “… is thinking”.",
        docs(_RESPONDING, "Create Followup Message"),
    ),
    "five-follow-ups": Rule(
        "An app that only the person installed has five follow-ups.",
        docs("change-log", "User-Installed Apps General Availability"),
    ),
    "components-v2-stays": Rule(
        "The flag of Components V2 can be set by an edit, and not taken back.",
        docs("resources/message", "Edit Message"),
    ),
    "nonce": Rule(
        "A message sent again with its nonce and `enforce_nonce` is the one that is there.",
        docs("resources/message", "Create Message"),
    ),
    "rate-limits": Rule(
        "5 messages in 5 seconds a channel or token, 40 other requests a second.",
        guess("the headers are documented, the numbers are not"),
    ),
    "gateway": Rule(
        "Opcodes, close codes, resuming and shards.", docs("events/gateway", "Connection Lifecycle")
    ),
    "gateway-replay": Rule("A session keeps its last 1000 events for a resume.", GUESS),
    "command-size": Rule(
        "A command has at most 8000 characters; of a localized text the longest counts.",
        docs(_COMMANDS, "Slash Commands"),
    ),
    "unsupported-integration-types": Rule(
        "A command's install types must be supported by the application.",
        docs(_COMMANDS, "Installation Context"),
    ),
    "default-integration-types": Rule(
        "A command without `integration_types` has those of the application.",
        f"{docs(_COMMANDS, 'Application Command Structure')}; {issue(7396)}",
    ),
    "command-contexts": Rule(
        "A client offers a command where its contexts and install types fit.",
        docs(_COMMANDS, "Interaction Contexts"),
    ),
    "default-member-permissions": Rule(
        "`default_member_permissions` of 0 leaves a command to administrators.",
        docs(_COMMANDS, "Permissions"),
    ),
    "guild-commands-hide-global": Rule(
        "A guild's command hides the global one of its name.", GUESS
    ),
}

RULES: dict[str, Rule] = FILES | PLACES | INTERACTIONS
