# Everything the bot says in Simplified Chinese; see en.ftl.

## Commands

command-recolor = 换色
    .description = 给图片换颜色
command-recolor-palette = 调色板
    .description = 让最多七种颜色成为图片的主色
command-recolor-reference = 参考
    .description = 按另一张图片的色彩来换色
command-recolor-auto = 自动
    .description = 为图片生成几种不同的配色

command-palette = 调色板
    .description = 调色板：从图片提取、保存、查看和删除
command-palette-extract = 提取
    .description = 找出图片的主要颜色
command-palette-save = 保存
    .description = 给颜色取个名字，存成调色板
command-palette-list = 列表
    .description = 列出你在这里能用的调色板
command-palette-show = 显示
    .description = 显示调色板和它的颜色
command-palette-delete = 删除
    .description = 删除已保存的调色板

command-settings = 设置
    .description = 本服务器如何使用机器人：默认值、频道、上限

command-about = 关于
    .description = Colorway 是什么
command-help = 帮助
    .description = Colorway 能做什么，怎么用
command-privacy = 隐私
    .description = Colorway 记住了你的什么
command-privacy-info = 信息
    .description = 保存什么，保存多久
command-privacy-delete = 删除
    .description = 删除保存的关于你的数据

option-image = 图片
    .description = 要换色的图片
option-colors = 颜色
    .description = 最多 7 种颜色：#264653 e9c46a 天蓝 …
option-reference = 参考
    .description = 提供颜色的图片
option-count = 数量
    .description = 要几种配色
option-degree = 程度
    .description = 程度，从 0 到 1：0.75 即 75%，1 表示完全改变颜色
option-keep-people = 保留人物
    .description = 人物保持自然的颜色
option-spoiler = 剧透
    .description = 在点击之前隐藏结果
option-format = 格式
    .description = 结果的格式；auto：用 PNG，除非文件太大
menu-recolor = 给这张图片换色
menu-colors = 提取它的颜色
menu-like = 照这张图片换色
menu-avatar = 给头像换色

option-name = 名称
    .description = 调色板的名称
option-server = 服务器
    .description = 给本服务器所有人用；需要管理服务器的权限
option-private = 私密
    .description = 只有你能看到回复
option-extract-image =
    .description = 要提取颜色的图片
option-extract-count =
    .description = 颜色数量，1 到 7

## Palettes

button-keep = 存为调色板
form-title-keep = 保存这个调色板
keep-name = 名称
    .description = 最多 { $most } 个字符。在“{ option-colors }”里输入它就能用这个调色板。
keep-server = 给本服务器所有人用
extract-title = { $file }的颜色
extract-title-several = { $count } 张图片的颜色
extract-use = 要使用这些颜色，请按“{ button-use }”，或把颜色代码粘贴到 `/{ command-recolor } { command-recolor-palette }` 的“{ option-colors }”里。
extract-use-several = 按“{ button-use }”或“{ button-keep }”后，可选择用哪张图片的颜色。“{ button-text }”显示颜色代码。
palette-use = 用法：{ $recolor-palette }，在 `{ option-colors }` 中填 `{ $colors }`
palette-saved = 已保存为{ $name }。
palette-replaced = 已保存为{ $name }，替换了原来同名的调色板。
palette-for-you = 只有你能用，在哪里都行。在“{ option-colors }”里输入它的名称即可。
palette-for-server = 本服务器所有人都能用。在“{ option-colors }”里输入它的名称即可。
palette-full = 已经保存了 { $most } 个调色板，不能再多了。请先删除一个。
palette-no-server = 这里不是服务器。要保存或删除你自己的调色板，请不要选“{ option-server }”。
palette-not-yours = 只有能管理本服务器的人才能保存或删除它的调色板。要处理你自己的，请不要选“{ option-server }”。
palette-unknown = 这里没有叫{ $name }的调色板。看看 { $palette-list }，或在输入时选一个。
palette-of-server = { $name }是本服务器的调色板。能管理服务器的人可以选“{ option-server }”来删除它。
palette-ready-made = { $name }是现成的调色板，不能删除。
palette-deleted = 已删除{ $name }。
name-empty = 调色板的名称要有 1 到 { $most } 个字符，并包含文字、数字或表情符号。
name-too-long = 名称太长了：最多 { $most } 个字符。
name-odd = 调色板的名称里不能有{ $character }。可以用文字、数字、空格和表情符号，还有 - ' . & ! ?
name-is-color = { $name }已经会被读作 { $colors }，不能用作调色板的名称。请换一个。
list-title = { $count } 个调色板
list-of-server = 本服务器的
list-none = 你还没有保存过调色板。试试 { $palette-save }，或对喜欢的图片用 { $palette-extract }。
list-hint = 另外还有 { $count } 个现成的调色板：在“{ option-colors }”里输入时就能选。

## A server's settings

settings-title = 本服务器的设置
settings-not-yours = 只有能管理本服务器的人才能查看和更改它的设置。
settings-degree = **程度**（命令没有说明时）：{ NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-degree-none = 程度：除非命令另有说明，用默认值（100%）
settings-degree-option = 程度：除非命令另有说明，为 { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-people-are-on = **人物**保持自然的颜色，除非命令另有说明
settings-people-are-off = **人物**也会换色，除非命令另有说明
settings-people-on = 保留人物的颜色
settings-people-off = 人物也换色
settings-everywhere = **频道：**全部
settings-channels = **频道：**仅限 { $channels }
settings-channels-none = 所有频道；选择一些，就只允许这些
settings-no-limit = **图片**（每人每天）：不限
settings-limit = **图片**（每人每天）：{ $count } 张
settings-jobs-none = 每人每天的图片数量不限
settings-jobs-option = 每人每天 { $jobs } 张图片
settings-spoiler-is-on = **结果**总是作为剧透隐藏
settings-spoiler-is-off = **结果**直接显示，除非命令另有说明
settings-spoiler-on = 总是隐藏结果
settings-spoiler-off = 直接显示结果

## About the bot

about-title = Colorway
about-text =
    我给图片换颜色：用你选的颜色、用另一张图片的颜色，或由我自己来配。人物可以保持自然的颜色，光影和质感保持原样。

    从 { $recolor-palette } 开始，或看看 { $help }。我记住了什么、怎么删除：{ $privacy-info }。
help-title = 你可以做什么
help-text =
    { $recolor-palette } 让最多 { $most } 种颜色成为图片的主色。怎么写都行：`#264653 e9c46a, teal`、多种语言的颜色名称、调色板链接、你保存的调色板的名称，或 { $presets } 个现成的调色板之一。
    { $recolor-reference } 使用另一张图片的颜色。
    { $recolor-auto } 生成 1 到 { $count } 种不同的配色。
    右键点击消息（手机上长按）→ APP：“{ menu-recolor }”“{ menu-colors }”“{ menu-like }”。右键点击用户 → APP：“{ menu-avatar }”。

    `{ option-degree }` 设定程度，从 0 到 1：0.75 即 75%。使用 `{ option-keep-people }`，人物会保持自然的颜色。

    { $palette-extract } 找出图片的颜色。{ $palette-save }、{ $palette-list }、{ $palette-show } 和 { $palette-delete } 用来管理你的调色板。
    { $settings } 供管理服务器的人使用。
privacy-title = 我记住了什么
privacy-text =
    • **图片：**我只为换色而读取图片。我的副本在任务结束时删除，结果在 { $hours } 小时后删除。我发布的内容会留在 Discord，直到你删除。
privacy-text-elsewhere =
    • **图片：**我只为换色而读取图片，并把它发送给这个机器人的运营者选择的换色服务。我的副本在任务结束时删除。我发布的内容会留在 Discord，直到你删除。
privacy-rest =
    • **任务：**你的请求（选项、文件名，以及你、服务器和频道的 Discord ID），保存到任务结束后 { $hours } 小时；图片下方按钮所需的，保存 30 天。
    • **调色板：**你保存的，直到你删除。服务器的调色板属于服务器。
    • **计数：**服务器限制每天的图片数量时，你用了几张，保存到第二天。
    • **服务器：**它们的设置。

    我不读消息，也不保存名字。要删除你的全部数据：{ $privacy-delete }
privacy-ask = 这会删除你保存的调色板、图片下方按钮所需的数据和你的任务记录。此操作无法撤销。我发布的图片会保留，直到你删除。如果服务器限制每天的图片数量，你今天的计数会保留到 UTC 零点。
button-forget = 删除我的数据
privacy-deleted = 完成。已删除 { $palettes } 个保存的调色板、{ $jobs } 条任务记录，以及你所有的按钮数据。
privacy-unfinished = 你还有 { $count } 张图片正在处理，它们的记录暂时保留。完成后请再删除一次。
privacy-failed = 刚才没能全部删除。请过一分钟再试。

## Numbers and names

quoted = “{ $name }”

megabytes = { $size } MB

## Where a job is

state-received = 已收到你的图片。
state-queued = 你的图片正在排队……
state-recoloring = 正在给你的图片换色……
state-making = 正在准备结果……
state-uploading = 正在上传结果……
place-next = 下一个就轮到你的图片……
place-ahead = 你的图片正在排队，前面还有 { $ahead } 张……

progress-since = 请求于{ $time }
progress-late = 所需时间超过了 Discord 允许我修改这条消息的期限。完成后请按按钮查看结果。

## What is on its buttons

button-cancel = 取消
button-again = 再试一次
button-late = 查看结果
button-softer = 柔和一些
button-stronger = 强烈一些
button-recolor = 换其他颜色
button-compare = 对比
button-input = 用作输入
button-text = 颜色文本
button-table = LUT
button-delete = 删除
button-use = 用到图片上
button-upload = 重新发送
button-retype = 修改

## How it ended well

done-late = { $person }，你的图片做好了。
reply-moving = Discord 不接受在这条消息里放结果，所以我会另发一条新消息。如果没有收到，请按按钮。
reply-moved = Discord 不接受在这条消息里放结果，所以结果在下方的新消息里。
sent-privately = 我已把结果只发给你。

## What was done

what-palette = 调色板 { $colors }
what-reference = 参照{ $reference }换色
what-auto = { $count } 种配色
what-pick = 第 { $number } 种配色，共 { $count } 种
what-compare = 前后对比
what-table = 供 Photoshop、DaVinci Resolve、OBS 等使用的查找表
line-degree = 程度 { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
line-size = { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }
line-seconds = { NUMBER($seconds, minimumFractionDigits: 1) } 秒
caption-palette = 上：你要的颜色。下：结果的颜色。
caption-reference = 上：参考图的颜色。下：结果的颜色。
table-exact = 这张查找表对每种颜色的改变，都与我在图片中的改变完全一致。
table-fit = 在图片的不同位置，我对同一种颜色的改变并不相同，查找表做不到这一点。这是最接近的一张：平均相差 ΔE { $difference }。
table-people = 查找表不知道人物在哪里，所以人物也会换色。
note-format = 这张图片不能存为 { $wanted }，所以是 { $format }。
note-converted = 存为 PNG 会超过这里 { $limit } 的上限，所以是 { $format }。
note-shrunk = 原尺寸会超过这里 { $limit } 的上限，所以是 { line-size } 像素的 { $format }。
note-resized = Discord 不接受原大小的文件，所以我把它们缩小了。
alt-palette = 用调色板 { $colors } 以 { NUMBER($degree, style: "percent", maximumFractionDigits: 1) } 的程度换色的图片。
alt-reference = 参照 { $reference } 以 { NUMBER($degree, style: "percent", maximumFractionDigits: 1) } 的程度换色的图片。
alt-swatches = 调色板 { $colors } 的色样。
alt-colors = 图片颜色的色样：{ $colors }。
alt-colors-of = 第 { $number } 张图片的颜色：{ $colors }。
alt-compare = 图片换色前后，并排显示。
alt-table = 第 { $number } 张查找表，.cube 文件。
alt-auto = 图片的第 { $number } 种配色，共 { $count } 种，程度 { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }。

## What is wrong with a command

colors-none = 我没有找到颜色。请给我 1 到 { $most } 种，例如 `#264653 e9c46a teal`。
colors-too-many = 一共有 { $count } 种颜色，我最多只能用 { $most } 种。请去掉一些。
colors-unknown = 第 { $position } 个颜色{ $token }不是我认识的颜色或调色板。请写十六进制（`264653`、`#F0A`）或名称（`teal`），或在输入时从列表里选一个调色板。
colors-unknown-form = 第 { $position } 个颜色{ $token }不是我认识的颜色或调色板。请写十六进制（`264653`、`#F0A`）、颜色名称（`天蓝`）或调色板的名称。
colors-unknown-near = 第 { $position } 个颜色{ $token }不是我认识的颜色或调色板。你是想说{ $near }吗？
house-elsewhere =
    { $count ->
        [1] 在本服务器，请到 { $channels } 给图片换色。
       *[other] 在本服务器，只能在部分频道给图片换色，例如 { $channels }。请到那里试试。
    }
house-enough =
    { $most ->
        [0] 在本服务器，目前谁都不能给图片换色。
       *[other] 你今天的 { $most } 张图片已经用完，这是本服务器允许的数量。新的一天从 UTC 零点开始。
    }
file-not-a-picture = { $file }不是我能用的图片。请附上 PNG、JPEG、WebP、GIF 或 BMP。
file-either = { $one }或{ $other }
file-too-large = { $file }超过了 { $limit }。请附上小一点的文件。
option-invalid = 有一个选项我用不了。请重新选择命令。
limit-reached = 你已经有 { $count } 张图片正在处理或排队。请等其中一张完成。
limit-all = 已经有 { $count } 张图片在排队，轮到你的会太晚。请过几分钟再试。
unrecorded = 我现在无法查询或保存任何内容。请一分钟后再试。
cancel-not-yours = 只有请求这张图片的人或管理员才能取消。
cancel-too-late = 来不及取消了：任务已经结束，或正在发送结果。
late-not-yet = 还没有完成。请过一分钟再按。
late-elsewhere = 结果已作为单独的消息发到本频道。
again-not-yours = 只有请求这张图片的人才能再试。你可以请求自己的图片。
again-forgotten = 我已经忘记这是什么了。请重新使用命令。
restarting = 我正在重启。请过一分钟再试。
too-slow = 处理时间过长。请过一分钟再试。
answer-not-taken = Discord 没有接受我的回复。请一分钟后再试。
answer-refused = Discord 不允许我在这里显示回复。请换个地方再试。
command-unknown = 我已经不认识这个命令了。请从列表里重新选择。

card-forgotten = 我已经忘记这是什么了。请重新使用命令。
forgotten-form = 我已经忘记这个表单是做什么的了。请重新开始。
delete-not-yours = 只有请求这张图片的人或管理员才能删除。
delete-failed = Discord 不让我删除它。请过一分钟再试。
no-picture-there = 那里没有我能处理的图片。我可以处理 PNG、JPEG、WebP、GIF 和 BMP：文件、卡片和链接预览中的图片、贴纸、自定义表情，以及转发消息里的这些内容。
busy-alike = 我已经在做了。
compare-before = 调色前
compare-after = 调色后

## Colors as text

text-asked = 要求的颜色：{ $colors }
text-came-out = 结果的颜色：{ $colors }
text-of = { $number }：{ $colors }
text-none = 我不知道这张图片的颜色。

## Forms

form-title-colors = 换其他颜色
form-title-recolor = 换色
form-title-like = 照这张图片换色
form-title-use = 使用这些颜色
form-title-extract = 提取颜色
form-title-upload = 图片不见了
gone-again = Discord 已经没有这张图片了。请重新发送，我会继续。
form-colors = 颜色
    .description = 最多 7 种：十六进制代码、颜色名或调色板名
form-colors-example = #264653 teal e9c46a
form-degree = 程度：颜色变多少
form-degree-option = { $percent }%
form-people = 人物保留自然的颜色
form-private = 只有我能看到结果
form-which = 哪些图片
form-which-one = 哪张图片
form-files = 图片
form-reference = 参考图

## Why there is no picture

trouble-service-cannot = 这个机器人使用的换色服务可以给图片换色，但做不到这个。

trouble-not-a-picture = 不管叫什么名字，{ $file }都不是我能读取的图片。请发送 PNG、JPEG、WebP、GIF 或 BMP。
trouble-picture-damaged = { $file }已损坏或不完整。请重新保存或导出后再发送。
trouble-file-too-large = { $file }超过了 { $limit }。请发送小一点的文件。
trouble-picture-too-small = { $file }太小了：长和宽都必须大于 { $limit } 像素。请发送大一点的图片。
trouble-picture-too-large = { $file }的像素太多：长和宽都必须小于 { $limit } 像素。请发送小一点的图片。
trouble-too-many-pixels = { $file }超过了 { $limit } 百万像素，对它的格式来说太多了。请用 PNG 或 JPEG 发送，或缩小一些。
trouble-resolution-too-high = { $file }的像素对换色服务来说太多了。请发送小一点的图片。
trouble-no-colors = { $file }是全透明的，没有颜色。请换一张图片试试。
trouble-attachment-gone = Discord 已经没有{ $file }了。请重新发送。
trouble-attachment-foreign = { $file }不是来自 Discord。请用命令上传图片。
trouble-service-wants-smaller-file = 换色服务觉得{ $file }太大了。请发送小一点的文件。
trouble-refused = 换色服务拒绝了{ $file }（{ $code }）。请换一张图片试试。
trouble-attachment-unreachable = Discord 没有把{ $file }给我。请过一分钟重新使用命令。
trouble-service-busy = 换色服务现在太忙了。请过几分钟重新使用命令。
trouble-service-out-of-credits = 换色服务的额度用完了。请告诉这个机器人的运营者，并稍后再试。
trouble-service-refused-key = 换色服务不接受这个机器人的密钥。请告诉这个机器人的运营者。
trouble-service-gone = 换色服务已经不存在了。请告诉这个机器人的运营者。
trouble-service-unreachable = 连接不上换色服务。请过几分钟重新使用命令。
trouble-service-failed = 换色服务处理{ $file }失败了。请重新使用命令；如果还是失败，请换一张图片。
trouble-service-gave-up = 换色服务尝试了{ $file }好几次，最后放弃了。请换一张图片试试。
trouble-submit-unanswered = 换色服务没有回应，所以我不知道它有没有收下{ $file }。可能已经计费，所以我没有再次发送。按下按钮可以再试一次。
trouble-result-lost = 换色服务弄丢了结果。请重新使用命令。
trouble-service-timed-out = 给{ $file }换色花的时间太长，我不再等了。请稍后再试，或发送小一点的图片。
trouble-upload-refused = Discord 没有接受结果。请用小一点的图片再试。
trouble-upload-failed = 没能把结果送到 Discord。请重新使用命令。
trouble-blocked-by-automod = 本服务器的 AutoMod 拦截了我的结果消息。原因可以问管理员；你也可以换个地方再试。
trouble-blocked-as-explicit = Discord 认为结果是露骨内容，不在这里显示。请换一张图片或换个地方再试。
trouble-blocked-as-harmful-link = Discord 的有害链接过滤器拦截了我的结果消息。请换一个文件名，并且不用调色板的名称再试。
trouble-thread-closed = 这个子区已锁定或已归档，Discord 不允许我在里面发消息。请在开放的子区里再试。
trouble-not-allowed-here = Discord 不允许我在这个频道发消息。请换一个频道，或请管理员允许我发消息。
trouble-files-limited = Discord 暂时限制了本服务器的文件上传。请稍后再试，或换个地方。
trouble-not-accepted = Discord 没有接受我的消息（错误 { $code }）。请再试一次；如果仍然如此，请告诉这个机器人的运营者。
trouble-cancelled = 已停止。不会有图片了。
trouble-stranded = 中途我更新了版本，所以不会有图片了。请重新使用命令。
trouble-bug = 是我这边出了问题，不是你的错。请再试一次；如果又发生了，请把这个编号告诉这个机器人的运营者：`{ $reference }`。
