# Everything the bot says in Japanese; see en.ftl.

## Commands

command-recolor = 色替え
    .description = 画像の色を変えます
command-recolor-palette = パレット
    .description = 最大7色を画像のメインカラーにします
command-recolor-reference = 参照
    .description = 別の画像の色合いに合わせます
command-recolor-auto = おまかせ
    .description = 画像の配色バリエーションをいくつか作ります

command-palette = パレット
    .description = パレットを画像から作成・保存・表示・削除します
command-palette-extract = 抽出
    .description = 画像のメインカラーを見つけます
command-palette-save = 保存
    .description = 色に名前を付けてパレットとして保存します
command-palette-list = 一覧
    .description = ここで使えるパレットを一覧にします
command-palette-show = 表示
    .description = パレットを色と一緒に表示します
command-palette-delete = 削除
    .description = 保存したパレットを削除します

command-settings = 設定
    .description = このサーバーでの使い方：既定値、チャンネル、上限

command-about = 概要
    .description = Colorwayとは
command-help = ヘルプ
    .description = Colorwayでできることと使い方
command-privacy = プライバシー
    .description = Colorwayがあなたについて覚えていること
command-privacy-info = 情報
    .description = 何を、いつまで保存するか
command-privacy-delete = 削除
    .description = あなたについて保存されているものを削除します

option-image = 画像
    .description = 色を変える画像
option-colors = 色
    .description = 最大7色：#264653 e9c46a 水色 …
option-reference = 参照
    .description = 色を借りる画像
option-count = 数
    .description = バリエーションの数
option-degree = 強さ
    .description = 強さ（0〜1）：0.75は75%、1で色が完全に変わります
option-keep-people = 人物を保つ
    .description = 人物は自然な色のままにします
option-spoiler = ネタバレ
    .description = クリックされるまで結果を隠します
option-format = 形式
    .description = 結果の形式。autoはPNG（ファイルが大きすぎる場合を除く）
menu-recolor = この画像の色を変える
menu-colors = この画像の色を取る
menu-like = この画像のように色を変える
menu-avatar = アバターの色を変える

option-name = 名前
    .description = パレットの名前
option-server = サーバー
    .description = このサーバーの全員用（サーバー管理の権限が必要です）
option-private = 非公開
    .description = 返事はあなただけに見えます
option-extract-image =
    .description = 色を取り出す画像
option-extract-count =
    .description = 色の数（1〜7）

## Palettes

button-keep = パレットとして保存
form-title-keep = このパレットを保存
keep-name = 名前
    .description = { $most }文字まで。「{ option-colors }」に入力するとパレットを使えます。
keep-server = このサーバーの全員用
extract-title = { $file }の色
extract-title-several = { $count }枚の画像の色
extract-use = 使うには「{ button-use }」を押すか、コードを`/{ command-recolor } { command-recolor-palette }`の「{ option-colors }」に貼り付けてください。
extract-use-several = 「{ button-use }」と「{ button-keep }」では、どの画像の色にするかを選べます。「{ button-text }」でコードを表示します。
palette-use = 使い方：{ $recolor-palette } の`{ option-colors }`に`{ $colors }`
palette-saved = { $name }として保存しました。
palette-replaced = { $name }として保存しました。同じ名前のパレットは置き換えました。
palette-for-you = あなただけが、どこでも使えます。「{ option-colors }」に名前を入力してください。
palette-for-server = このサーバーの全員が使えます。「{ option-colors }」に名前を入力してください。
palette-full = すでに{ $most }個のパレットが保存されていて、これ以上は保存できません。先にどれかを削除してください。
palette-no-server = ここはサーバーではありません。自分のパレットを保存・削除するときは「{ option-server }」を外してください。
palette-not-yours = このサーバーのパレットを保存・削除できるのは、サーバーを管理できる人だけです。自分のパレットなら「{ option-server }」を外してください。
palette-unknown = { $name }というパレットはここにありません。{ $palette-list }を見るか、入力中に候補から選んでください。
palette-of-server = { $name }はこのサーバーのパレットです。サーバーを管理できる人は「{ option-server }」を付けて削除できます。
palette-ready-made = { $name }は既製のパレットなので、削除できません。
palette-deleted = { $name }を削除しました。
name-empty = パレットの名前は1〜{ $most }文字で、文字か数字か絵文字が必要です。
name-too-long = 名前が長すぎます。{ $most }文字までです。
name-odd = パレットの名前に{ $character }は使えません。文字、数字、空白、絵文字と - ' . & ! ? が使えます。
name-is-color = { $name }はすでに{ $colors }と読まれるため、パレットの名前にできません。別の名前にしてください。
list-title = { $count }個のパレット
list-of-server = このサーバーのもの
list-none = まだパレットを保存していません。{ $palette-save }か、好きな画像で{ $palette-extract }を使ってみてください。
list-hint = ほかに{ $count }個の既製パレットがあります。「{ option-colors }」に入力しながら選べます。

## A server's settings

settings-title = このサーバーの設定
settings-not-yours = このサーバーの設定を見たり変えたりできるのは、サーバーを管理できる人だけです。
settings-degree = **強さ**（コマンドで指定がないとき）：{ NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-degree-none = 強さ：コマンドで指定がなければ通常どおり（100%）
settings-degree-option = 強さ：コマンドで指定がなければ{ NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-people-are-on = **人物**は、コマンドで指定がなければ自然な色のままにします
settings-people-are-off = **人物**も、コマンドで指定がなければ色を変えます
settings-people-on = 人物の色を保つ
settings-people-off = 人物の色も変える
settings-everywhere = **チャンネル：**すべて
settings-channels = **チャンネル：**{ $channels }のみ
settings-channels-none = すべてのチャンネル。選ぶと、そこだけになります
settings-no-limit = **画像**（1人1日あたり）：制限なし
settings-limit = **画像**（1人1日あたり）：{ $count }枚
settings-jobs-none = 1人1日あたりの画像：制限なし
settings-jobs-option = 1人1日あたり{ $jobs }枚
settings-spoiler-is-on = **結果**は常にネタバレとして隠します
settings-spoiler-is-off = **結果**は、コマンドで指定がなければそのまま表示します
settings-spoiler-on = 結果を常に隠す
settings-spoiler-off = 結果をそのまま表示する

## About the bot

about-title = Colorway
about-text =
    画像の色を変えます。あなたが選んだ色で、別の画像の色で、あるいはおまかせで。人物は自然な色のままにでき、光と質感は元のまま残ります。

    まずは{ $recolor-palette }か{ $help }をどうぞ。何を覚えているか、どう削除するかは{ $privacy-info }にあります。
help-title = できること
help-text =
    { $recolor-palette }は、最大{ $most }色を画像のメインカラーにします。書き方は自由です：`#264653 e9c46a, teal`、いろいろな言語の色の名前、パレットへのリンク、保存したパレットの名前、{ $presets }個の既製パレット。
    { $recolor-reference }は、別の画像の色を借ります。
    { $recolor-auto }は、1〜{ $count }個の違うバリエーションを作ります。
    メッセージを右クリック（スマホでは長押し）→ アプリ：「{ menu-recolor }」「{ menu-colors }」「{ menu-like }」。メンバーを右クリック → アプリ：「{ menu-avatar }」。

    `{ option-degree }`は0〜1で指定します。0.75は75%です。`{ option-keep-people }`で、人物は自然な色のままになります。

    { $palette-extract }は画像の色を見つけます。{ $palette-save }、{ $palette-list }、{ $palette-show }、{ $palette-delete }でパレットを管理できます。
    { $settings }はサーバーを管理する人のためのものです。
privacy-title = 覚えていること
privacy-text =
    • **画像：**色を変えるためだけに取得します。手元のコピーは作業が終わると削除し、結果は{ $hours }時間後に削除します。投稿したものは、あなたが削除するまでDiscordに残ります。
privacy-text-elsewhere =
    • **画像：**色を変えるためだけに取得し、このbotの運営者が選んだ色替えサービスに送ります。手元のコピーは作業が終わると削除します。投稿したものは、あなたが削除するまでDiscordに残ります。
privacy-rest =
    • **作業：**頼まれた内容（オプション、ファイル名、あなたとサーバーとチャンネルのDiscord ID）を、終了から{ $hours }時間。画像の下のボタンのためには30日間。
    • **パレット：**保存したものは、あなたが削除するまで。サーバーのものはサーバーに残ります。
    • **回数：**サーバーが1日の枚数を制限している場合、あなたの枚数を翌日まで。
    • **サーバー：**その設定。

    メッセージは読まず、名前も保存しません。あなたのものをすべて削除するには：{ $privacy-delete }
privacy-ask = 保存したパレット、画像の下のボタンに必要な情報、作業の記録を削除します。元には戻せません。投稿した画像は、あなたが削除するまで残ります。サーバーが1日の枚数を制限している場合、今日の回数はUTCの午前0時まで残ります。
button-forget = 自分のデータを削除
privacy-deleted = 完了しました。保存したパレット{ $palettes }個、作業の記録{ $jobs }件、ボタンの情報をすべて削除しました。
privacy-unfinished = まだ{ $count }枚の画像を処理しているため、その記録は残っています。終わったら、もう一度削除してください。
privacy-failed = 今はすべてを削除できませんでした。1分ほどしてからもう一度試してください。

## Numbers and names

quoted = 「{ $name }」

megabytes = { $size } MB

## Where a job is

state-received = 画像を受け取りました。
state-queued = 画像は順番待ちです…
state-recoloring = 画像の色を変えています…
state-making = 結果を準備しています…
state-uploading = 結果をアップロードしています…
place-next = あなたの画像は次の番です…
place-ahead = 画像は順番待ちです。前に{ $ahead }枚あります…

progress-since = 受付：{ $time }
progress-late = Discordでこのメッセージを変更できる時間を過ぎそうです。できあがったころにボタンを押すと、結果を表示します。

## What is on its buttons

button-cancel = キャンセル
button-again = もう一度試す
button-late = 結果を表示
button-softer = 弱く
button-stronger = 強く
button-recolor = 別の色
button-compare = 比べる
button-input = これを元にする
button-text = 色をテキストで
button-table = LUT
button-delete = 削除
button-use = 画像に使う
button-upload = もう一度送る
button-retype = 直す

## How it ended well

done-late = { $person } さん、画像ができました。
reply-moving = Discordがこのメッセージで結果を受け付けなかったため、新しいメッセージで送ります。届かないときは、ボタンを押してください。
reply-moved = Discordがこのメッセージで結果を受け付けなかったため、下の新しいメッセージで送りました。
sent-privately = 結果はあなただけに送りました。

## What was done

what-palette = パレット { $colors }
what-reference = { $reference }の色合い
what-auto = { $count }個のバリエーション
what-pick = バリエーション { $number } / { $count }
what-compare = 変更前と変更後
what-table = Photoshop、DaVinci Resolve、OBSなどで使えるルックアップテーブル
line-degree = 強さ { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
line-size = { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }
line-seconds = { NUMBER($seconds, minimumFractionDigits: 1) }秒
caption-palette = 上：指定された色。下：仕上がりの色。
caption-reference = 上：参照画像の色。下：仕上がりの色。
table-exact = このテーブルは、画像で変えたとおりに、どの色も変えます。
table-fit = この画像では同じ色でも場所によって変え方が違い、テーブルではそれを再現できません。これは最も近いテーブルで、平均でΔE { $difference }の差があります。
table-people = テーブルには人物の場所がわからないため、人物の色も変わります。
note-format = この画像は{ $wanted }にできないため、{ $format }にしました。
note-converted = PNGではこのチャットの上限{ $limit }を超えるため、{ $format }にしました。
note-shrunk = 元の大きさではこのチャットの上限{ $limit }を超えるため、{ line-size }ピクセルの{ $format }にしました。
note-resized = Discordが元のサイズのファイルを受け付けなかったため、小さくしました。
alt-palette = パレット{ $colors }、強さ{ NUMBER($degree, style: "percent", maximumFractionDigits: 1) }で色を変えた画像。
alt-reference = { $reference }に合わせ、強さ{ NUMBER($degree, style: "percent", maximumFractionDigits: 1) }で色を変えた画像。
alt-swatches = パレット{ $colors }の色見本。
alt-colors = 画像の色の見本：{ $colors }。
alt-colors-of = 画像{ $number }の色：{ $colors }。
alt-compare = 変更前と変更後の画像を並べたもの。
alt-table = ルックアップテーブル{ $number }、.cubeファイル。
alt-auto = 画像のバリエーション{ $number } / { $count }、強さ{ NUMBER($degree, style: "percent", maximumFractionDigits: 1) }。

## What is wrong with a command

colors-none = 色が見つかりませんでした。1〜{ $most }色を入力してください。例：`#264653 e9c46a teal`
colors-too-many = { $count }色あります。使えるのは{ $most }色までです。いくつか減らしてください。
colors-unknown = { $position }番目の{ $token }は、知っている色やパレットではありません。16進数（`264653`、`#F0A`）か名前（`teal`）で書くか、入力中に候補からパレットを選んでください。
colors-unknown-form = { $position }番目の{ $token }は、知っている色やパレットではありません。16進数（`264653`、`#F0A`）か色の名前（`水色`）、またはパレットの名前で書いてください。
colors-unknown-near = { $position }番目の{ $token }は、知っている色やパレットではありません。もしかして{ $near }ですか？
house-elsewhere =
    { $count ->
        [1] このサーバーでは、{ $channels }で色を変えられます。そちらで試してください。
       *[other] このサーバーでは、{ $channels }など一部のチャンネルでだけ色を変えられます。そちらで試してください。
    }
house-enough =
    { $most ->
        [0] このサーバーでは今のところ、誰も画像の色を変えられません。
       *[other] 今日の{ $most }枚を使い切りました。このサーバーの1日の上限です。次の日はUTCの午前0時に始まります。
    }
file-not-a-picture = { $file }は使える画像ではありません。PNG、JPEG、WebP、GIF、BMPのどれかを添付してください。
file-either = { $one }または{ $other }
file-too-large = { $file }は{ $limit }を超えています。もっと小さいファイルを添付してください。
option-invalid = 使えないオプションがあります。コマンドをもう一度選んでください。
limit-reached = あなたの画像{ $count }枚がすでに処理中か順番待ちです。どれかが終わるまでお待ちください。
limit-all = すでに{ $count }枚の画像が順番を待っていて、あなたの番が遅くなりすぎます。数分後にもう一度試してください。
unrecorded = 現在、データの確認や保存ができません。1分ほど待ってから、もう一度お試しください。
cancel-not-yours = キャンセルできるのは、この画像を頼んだ人かモデレーターだけです。
cancel-too-late = もうキャンセルできません。処理が終わったか、結果を送信しているところです。
late-not-yet = まだできていません。1分ほどしてからもう一度押してください。
late-elsewhere = 結果は、このチャンネルに別のメッセージとして届きました。
again-not-yours = もう一度試せるのは、この画像を頼んだ人だけです。ご自分の画像はいつでも頼めます。
again-forgotten = これが何だったか忘れてしまいました。コマンドをもう一度使ってください。
restarting = ちょうど再起動しているところです。1分ほどしてからもう一度試してください。
too-slow = 時間がかかりすぎています。1分ほどしてからもう一度試してください。
answer-not-taken = Discordが返信を受け付けませんでした。1分ほど待ってから、もう一度お試しください。
answer-refused = Discordがここでの返信の表示を許可しませんでした。別の場所で試してください。
command-unknown = このコマンドはもう使えません。一覧からもう一度選んでください。

card-forgotten = これが何だったか忘れてしまいました。コマンドをもう一度使ってください。
forgotten-form = このフォームが何のためだったか忘れてしまいました。もう一度始めてください。
delete-not-yours = 削除できるのは、この画像を頼んだ人かモデレーターだけです。
delete-failed = Discordで削除できませんでした。1分ほどしてからもう一度試してください。
no-picture-there = 使える画像が見つかりませんでした。PNG、JPEG、WebP、GIF、BMPが使えます。ファイル、カードやリンクのプレビューの画像、スタンプ、カスタム絵文字、転送されたメッセージ内のものに対応しています。
busy-alike = すでに処理しています。
compare-before = 変更前
compare-after = 変更後

## Colors as text

text-asked = 指定された色：{ $colors }
text-came-out = 仕上がりの色：{ $colors }
text-of = { $number }：{ $colors }
text-none = この画像の色はわかりません。

## Forms

form-title-colors = 別の色
form-title-recolor = 色を変える
form-title-like = この画像のように色を変える
form-title-use = この色を使う
form-title-extract = 色を取る
form-title-upload = 画像がありません
gone-again = Discordに画像がもうありません。もう一度送ってもらえれば続けます。
form-colors = 色
    .description = 最大7色：16進数、色の名前、またはパレットの名前
form-colors-example = #264653 teal e9c46a
form-degree = 強さ（色をどこまで変えるか）
form-degree-option = { $percent }%
form-people = 人物は自然な色のまま
form-private = 結果は自分だけに見える
form-which = どの画像
form-which-one = どの画像
form-files = 画像
form-reference = 参照する画像

## Why there is no picture

trouble-service-cannot = このbotが使っている色替えサービスは、画像の色は変えられますが、これには対応していません。

trouble-not-a-picture = { $file }は、名前がどうであれ、読める画像ではありません。PNG、JPEG、WebP、GIF、BMPのどれかを送ってください。
trouble-picture-damaged = { $file }は壊れているか途中で切れています。保存または書き出しし直してから送ってください。
trouble-file-too-large = { $file }は{ $limit }を超えています。もっと小さいファイルを送ってください。
trouble-picture-too-small = { $file }は小さすぎます。縦横とも{ $limit }ピクセルより大きい必要があります。もっと大きい画像を送ってください。
trouble-picture-too-large = { $file }はピクセルが多すぎます。縦横とも{ $limit }ピクセル未満にしてください。もっと小さい画像を送ってください。
trouble-too-many-pixels = { $file }は{ $limit }メガピクセルを超えていて、この形式では多すぎます。PNGかJPEGで送るか、小さくしてください。
trouble-resolution-too-high = { $file }は色替えサービスにはピクセルが多すぎます。もっと小さい画像を送ってください。
trouble-no-colors = { $file }はすべて透明なので、色がありません。別の画像を試してください。
trouble-attachment-gone = Discordにはもう{ $file }がありません。もう一度送ってください。
trouble-attachment-foreign = { $file }はDiscordのものではありません。コマンドで画像をアップロードしてください。
trouble-service-wants-smaller-file = { $file }は色替えサービスには大きすぎます。もっと小さいファイルを送ってください。
trouble-refused = 色替えサービスが{ $file }を受け付けませんでした（{ $code }）。別の画像を試してください。
trouble-attachment-unreachable = Discordから{ $file }を受け取れませんでした。1分ほどしてからもう一度コマンドを使ってください。
trouble-service-busy = 色替えサービスが今とても混んでいます。数分後にもう一度コマンドを使ってください。
trouble-service-out-of-credits = 色替えサービスのクレジットがなくなりました。このbotの運営者に知らせて、あとでもう一度試してください。
trouble-service-refused-key = 色替えサービスがこのbotのキーを受け付けません。このbotの運営者に知らせてください。
trouble-service-gone = 色替えサービスはもうありません。このbotの運営者に知らせてください。
trouble-service-unreachable = 色替えサービスにつながりません。数分後にもう一度コマンドを使ってください。
trouble-service-failed = 色替えサービスが{ $file }で失敗しました。もう一度コマンドを使ってください。また失敗するときは、別の画像を試してください。
trouble-service-gave-up = 色替えサービスは{ $file }を何度か試して、あきらめました。別の画像を試してください。
trouble-submit-unanswered = 色替えサービスから返事がなく、{ $file }を受け付けたかどうかわかりません。すでに課金されたかもしれないので、もう一度は送りませんでした。もう一度試すにはボタンを押してください。
trouble-result-lost = 色替えサービスが結果をなくしました。もう一度コマンドを使ってください。
trouble-service-timed-out = { $file }の色替えに時間がかかりすぎたので、待つのをやめました。あとで試すか、もっと小さい画像を送ってください。
trouble-upload-refused = Discordが結果を受け付けませんでした。もっと小さい画像で試してください。
trouble-upload-failed = 結果をDiscordに届けられませんでした。もう一度コマンドを使ってください。
trouble-blocked-by-automod = このサーバーのAutoModが、結果のメッセージをブロックしました。理由はモデレーターに聞いてください。別の場所で試すこともできます。
trouble-blocked-as-explicit = Discordが結果を露骨なコンテンツと判断したため、ここには表示できません。別の画像か、別の場所で試してください。
trouble-blocked-as-harmful-link = Discordの有害リンクフィルターが、結果のメッセージをブロックしました。別のファイル名で、パレット名を使わずに試してください。
trouble-thread-closed = このスレッドはロックまたはアーカイブされているため、書き込めません。開いているスレッドで試してください。
trouble-not-allowed-here = このチャンネルには書き込めません。別のチャンネルで試すか、モデレーターに許可を頼んでください。
trouble-files-limited = 現在、Discordがこのサーバーでのファイルのアップロードを制限しています。後でもう一度試すか、別の場所で試してください。
trouble-not-accepted = Discordがメッセージを受け付けませんでした（エラー{ $code }）。もう一度試してください。それでもだめなときは、このBotの運営者に知らせてください。
trouble-cancelled = 中止しました。画像はありません。
trouble-stranded = 途中でbotが更新されたため、画像はありません。もう一度コマンドを使ってください。
trouble-bug = こちら側で問題が起きました。あなたのせいではありません。もう一度試してください。また起きたら、このbotの運営者にこの番号を伝えてください：`{ $reference }`
