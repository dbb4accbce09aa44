# Everything the bot says in German; see en.ftl.

## Commands

command-recolor = umfärben
    .description = Ein Bild umfärben
command-recolor-palette = palette
    .description = Bis zu sieben Farben zu den Hauptfarben des Bildes machen
command-recolor-reference = vorlage
    .description = Ein Bild nach einem anderen färben
command-recolor-auto = auto
    .description = Mehrere Farbvarianten eines Bildes erstellen

command-palette = palette
    .description = Paletten: aus Bildern nehmen, speichern, zeigen und löschen
command-palette-extract = entnehmen
    .description = Die Hauptfarben eines Bildes finden
command-palette-save = speichern
    .description = Farben unter einem Namen als Palette speichern
command-palette-list = liste
    .description = Die Paletten auflisten, die du hier verwenden kannst
command-palette-show = zeigen
    .description = Eine Palette mit ihren Farben zeigen
command-palette-delete = löschen
    .description = Eine gespeicherte Palette löschen

command-settings = einstellungen
    .description = Wie dieser Server den Bot nutzt: Vorgaben, Kanäle, Grenzen

command-about = über
    .description = Was Colorway ist
command-help = hilfe
    .description = Was du mit Colorway machen kannst, und wie
command-privacy = datenschutz
    .description = Was Colorway sich über dich merkt
command-privacy-info = info
    .description = Was gespeichert wird, und wie lange
command-privacy-delete = löschen
    .description = Löschen, was über dich gespeichert ist

option-image = bild
    .description = Das Bild, das umgefärbt werden soll
option-colors = farben
    .description = Bis zu 7 Farben: #264653 e9c46a petrol …
option-reference = vorlage
    .description = Das Bild, dessen Farben übernommen werden
option-count = anzahl
    .description = Wie viele Farbvarianten
option-degree = stärke
    .description = Stärke von 0 bis 1: 0.75 heißt 75 %, 1 ändert die Farben ganz
option-keep-people = menschen_behalten
    .description = Menschen behalten ihre natürlichen Farben
option-spoiler = spoiler
    .description = Das Ergebnis verbergen, bis man es anklickt
option-format = format
    .description = Das Format des Ergebnisses; auto: PNG, wenn die Datei nicht zu groß wird
menu-recolor = Dieses Bild umfärben
menu-colors = Farben entnehmen
menu-like = So umfärben
menu-avatar = Avatar umfärben

option-name = name
    .description = Der Name der Palette
option-server = server
    .description = Für alle auf diesem Server; dafür musst du ihn verwalten dürfen
option-private = privat
    .description = Nur du siehst die Antwort
option-extract-image =
    .description = Das Bild, dessen Farben du möchtest
option-extract-count =
    .description = Wie viele Farben, 1 bis 7

## Palettes

button-keep = Als Palette speichern
form-title-keep = Diese Palette speichern
keep-name = Name
    .description = Bis zu { $most } Zeichen. Unter „{ option-colors }“ eintippen, um sie zu verwenden.
keep-server = Für alle auf diesem Server
extract-title = Farben von { $file }
extract-title-several =
    { $count ->
        [one] Farben von einem Bild
       *[other] Farben von { $count } Bildern
    }
extract-use = Um sie zu verwenden, drück „{ button-use }“ oder füge die Codes unter „{ option-colors }“ in `/{ command-recolor } { command-recolor-palette }` ein.
extract-use-several = „{ button-use }“ und „{ button-keep }“ fragen, welches Bild die Farben liefern soll. „{ button-text }“ zeigt die Codes.
palette-use = So verwendest du sie: { $recolor-palette } mit `{ option-colors }`: `{ $colors }`
palette-saved = Als { $name } gespeichert.
palette-replaced = Als { $name } gespeichert, anstelle der bisherigen Palette mit diesem Namen.
palette-for-you = Nur du kannst sie verwenden, und zwar überall. Gib unter „{ option-colors }“ ihren Namen ein.
palette-for-server = Alle auf diesem Server können sie verwenden. Gib unter „{ option-colors }“ ihren Namen ein.
palette-full = Es sind schon { $most } Paletten gespeichert, mehr kann ich nicht aufheben. Bitte lösche zuerst eine.
palette-no-server = Das hier ist kein Server. Lass „{ option-server }“ weg, um eigene Paletten zu speichern oder zu löschen.
palette-not-yours = Nur wer diesen Server verwalten darf, kann seine Paletten speichern oder löschen. Lass „{ option-server }“ weg, wenn es um deine eigenen geht.
palette-unknown = Hier gibt es keine Palette namens { $name }. Sieh in { $palette-list } nach oder wähl beim Tippen eine aus.
palette-of-server = { $name } ist eine Palette dieses Servers. Wer ihn verwalten darf, kann sie mit „{ option-server }“ löschen.
palette-ready-made = { $name } ist eine der fertigen Paletten, und die lassen sich nicht löschen.
palette-deleted = { $name } ist gelöscht.
name-empty = Eine Palette braucht einen Namen aus 1 bis { $most } Zeichen, mit Buchstaben, Ziffern oder Emojis.
name-too-long = Der Name ist zu lang: höchstens { $most } Zeichen.
name-odd = Im Namen einer Palette geht { $character } nicht. Buchstaben, Ziffern, Leerzeichen und Emojis gehen, und auch - ' . & ! ?
name-is-color = { $name } wird schon als { $colors } gelesen, deshalb kann eine Palette nicht so heißen. Bitte wähl einen anderen Namen.
list-title =
    { $count ->
        [one] Eine Palette
       *[other] { $count } Paletten
    }
list-of-server = von diesem Server
list-none = Du hast noch keine Paletten gespeichert. Nimm { $palette-save }, oder { $palette-extract } für ein Bild, das dir gefällt.
list-hint = Außerdem gibt es { $count } fertige Paletten: Wähl eine aus, während du unter „{ option-colors }“ tippst.

## A server's settings

settings-title = Einstellungen dieses Servers
settings-not-yours = Nur wer diesen Server verwalten darf, kann seine Einstellungen sehen und ändern.
settings-degree = **Stärke**, wenn ein Befehl nichts anderes sagt: { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-degree-none = Übliche Stärke (100 %), wenn ein Befehl nichts anderes sagt
settings-degree-option = Stärke { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }, wenn ein Befehl nichts anderes sagt
settings-people-are-on = **Menschen** behalten ihre natürlichen Farben, wenn ein Befehl nichts anderes sagt
settings-people-are-off = **Menschen** werden mit umgefärbt, wenn ein Befehl nichts anderes sagt
settings-people-on = Farben von Menschen behalten
settings-people-off = Menschen mit umfärben
settings-everywhere = **Kanäle:** alle
settings-channels = **Kanäle:** nur { $channels }
settings-channels-none = In allen Kanälen; wähl welche aus, um nur diese zu erlauben
settings-no-limit = **Bilder** pro Mitglied und Tag: so viele sie möchten
settings-limit = **Bilder** pro Mitglied und Tag: { $count }
settings-jobs-none = Beliebig viele Bilder pro Mitglied und Tag
settings-jobs-option =
    { $jobs ->
        [one] Ein Bild pro Mitglied und Tag
       *[other] { $jobs } Bilder pro Mitglied und Tag
    }
settings-spoiler-is-on = **Ergebnisse** werden immer als Spoiler verborgen
settings-spoiler-is-off = **Ergebnisse** werden offen gezeigt, wenn ein Befehl nichts anderes sagt
settings-spoiler-on = Ergebnisse immer verbergen
settings-spoiler-off = Ergebnisse offen zeigen

## About the bot

about-title = Colorway
about-text =
    Ich färbe Bilder um: mit Farben, die du aussuchst, in den Farben eines anderen Bildes oder so, wie ich es selbst finde. Menschen können ihre natürlichen Farben behalten, und Licht und Struktur bleiben, wie sie waren.

    Fang mit { $recolor-palette } an oder sieh dir { $help } an. Was ich mir merke und wie du es löschst, steht unter { $privacy-info }.
help-title = Was du machen kannst
help-text =
    { $recolor-palette } macht bis zu { $most } Farben zu den Hauptfarben deines Bildes. Schreib sie, wie du magst: `#264653 e9c46a, teal`, Farbnamen in vielen Sprachen, einen Link zu einer Palette, den Namen einer Palette, die du gespeichert hast, oder eine von { $presets } fertigen Paletten.
    { $recolor-reference } übernimmt die Farben eines anderen Bildes.
    { $recolor-auto } macht 1 bis { $count } verschiedene Varianten.
    Rechtsklick auf eine Nachricht (am Handy: gedrückt halten) → Apps: „{ menu-recolor }“, „{ menu-colors }“, „{ menu-like }“. Rechtsklick auf eine Person → Apps: „{ menu-avatar }“.

    `{ option-degree }` geht von 0 bis 1: 0.75 heißt 75 %. Mit `{ option-keep-people }` behalten Menschen ihre natürlichen Farben.

    { $palette-extract } findet die Farben eines Bildes. Mit { $palette-save }, { $palette-list }, { $palette-show } und { $palette-delete } hebst du deine Paletten auf.
    { $settings } ist für die, die einen Server verwalten.
privacy-title = Was ich mir merke
privacy-text =
    • **Bilder:** Ich hole ein Bild nur, um es umzufärben. Meine Kopie wird gelöscht, sobald der Auftrag fertig ist, die Ergebnisse nach { $hours } Stunden. Was ich poste, bleibt in Discord, bis du es löschst.
privacy-text-elsewhere =
    • **Bilder:** Ich hole ein Bild nur, um es umzufärben, und schicke es an den Färbedienst, den der Betreiber dieses Bots gewählt hat. Meine Kopie wird gelöscht, sobald der Auftrag fertig ist. Was ich poste, bleibt in Discord, bis du es löschst.
privacy-rest =
    • **Aufträge:** worum du gebeten hast (Optionen, Dateinamen und die Discord-IDs von dir, dem Server und dem Kanal), bis { $hours } Stunden nach dem Ende; für die Knöpfe unter einem Bild 30 Tage lang.
    • **Paletten**, die du speicherst, bis du sie löschst. Die eines Servers bleiben bei ihm.
    • **Zähler:** wo ein Server die Bilder pro Tag begrenzt, wie viele du hattest, bis zum nächsten Tag.
    • **Server:** ihre Einstellungen.

    Ich lese keine Nachrichten und behalte keine Namen. So löschst du alles, was von dir ist: { $privacy-delete }
privacy-ask = Das löscht deine gespeicherten Paletten, was die Knöpfe unter deinen Bildern brauchen, und die Aufzeichnungen deiner Aufträge. Es lässt sich nicht rückgängig machen. Bilder, die ich gepostet habe, bleiben, bis du sie löschst. Wo ein Server die Bilder pro Tag begrenzt, bleibt dein Zähler von heute bis Mitternacht UTC.
button-forget = Meine Daten löschen
privacy-deleted = Erledigt. Gelöschte Paletten: { $palettes }, gelöschte Aufzeichnungen von Aufträgen: { $jobs }, dazu alles, was deine Knöpfe brauchten.
privacy-unfinished =
    { $count ->
        [one] An einem Bild von dir wird noch gearbeitet, deshalb bleiben seine Aufzeichnungen vorerst. Lösch noch einmal, wenn es fertig ist.
       *[other] An { $count } Bildern von dir wird noch gearbeitet, deshalb bleiben ihre Aufzeichnungen vorerst. Lösch noch einmal, wenn sie fertig sind.
    }
privacy-failed = Ich konnte gerade nicht alles löschen. Bitte versuch es in einer Minute noch einmal.

## Numbers and names

quoted = „{ $name }“

megabytes = { $size } MB

## Where a job is

state-received = Dein Bild ist angekommen.
state-queued = Dein Bild ist in der Warteschlange …
state-recoloring = Dein Bild wird umgefärbt …
state-making = Das Ergebnis wird vorbereitet …
state-uploading = Das Ergebnis wird hochgeladen …
place-next = Dein Bild ist als Nächstes dran …
place-ahead = Dein Bild ist in der Warteschlange, { $ahead } vor dir …

progress-since = Angefragt { $time }
progress-late = Das dauert länger, als ich diese Nachricht ändern darf. Drück den Knopf, um das Ergebnis zu sehen, sobald es fertig ist.

## What is on its buttons

button-cancel = Abbrechen
button-again = Noch einmal versuchen
button-late = Ergebnis zeigen
button-softer = Schwächer
button-stronger = Stärker
button-recolor = Andere Farben
button-compare = Vergleichen
button-input = Damit weitermachen
button-text = Farben als Text
button-table = LUT
button-delete = Löschen
button-use = Auf ein Bild anwenden
button-upload = Noch einmal schicken
button-retype = Korrigieren

## How it ended well

done-late = { $person }, dein Bild ist fertig.
reply-moving = Discord hat das Ergebnis in dieser Nachricht nicht angenommen, deshalb schicke ich es als neue. Wenn keine kommt, drück den Knopf.
reply-moved = Discord hat das Ergebnis in dieser Nachricht nicht angenommen, deshalb steht es in einer neuen darunter.
sent-privately = Ich habe es nur dir geschickt.

## What was done

what-palette = Palette { $colors }
what-reference = Gefärbt nach { $reference }
what-auto =
    { $count ->
        [one] Eine Farbvariante
       *[other] { $count } Farbvarianten
    }
what-pick = Farbvariante { $number } von { $count }
what-compare = Vorher und nachher
what-table = Farbtabelle für Photoshop, DaVinci Resolve, OBS und andere
line-degree = Stärke { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
line-size = { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }
line-seconds = { NUMBER($seconds, minimumFractionDigits: 1) } s
caption-palette = Oben: die gewünschten Farben. Darunter: die Farben des Ergebnisses.
caption-reference = Oben: die Farben der Vorlage. Darunter: die Farben des Ergebnisses.
table-exact = Diese Tabelle ändert jede Farbe genau so, wie ich sie im Bild geändert habe.
table-fit = Ich habe dieselbe Farbe an verschiedenen Stellen verschieden geändert; das kann eine Tabelle nicht. Diese kommt dem am nächsten: Sie weicht im Mittel um ΔE { $difference } ab.
table-people = Die Tabelle färbt auch Menschen um, weil sie nicht weiß, wo sie sind.
note-format = Das Bild kann kein { $wanted } sein, deshalb ist es ein { $format }.
note-converted = Als PNG ist es größer als die { $limit }, die dieser Chat erlaubt, deshalb ist es ein { $format }.
note-shrunk = In voller Größe ist es größer als die { $limit }, die dieser Chat erlaubt, deshalb ist es ein { $format } mit { line-size } Pixeln.
note-resized = Discord hat die Dateien in voller Größe nicht angenommen, deshalb habe ich sie verkleinert.
alt-palette = Das Bild, umgefärbt mit der Palette { $colors }, Stärke { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-reference = Das Bild, gefärbt nach { $reference }, Stärke { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-swatches = Farbfelder der Palette { $colors }.
alt-colors = Farbfelder der Farben des Bildes: { $colors }.
alt-colors-of = Farben von Bild { $number }: { $colors }.
alt-compare = Das Bild vorher und nachher, nebeneinander.
alt-table = Farbtabelle { $number }, eine .cube-Datei.
alt-auto = Farbvariante { $number } von { $count } des Bildes, Stärke { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.

## What is wrong with a command

colors-none = Ich habe keine Farben gefunden. Gib mir 1 bis { $most }, zum Beispiel `#264653 e9c46a teal`.
colors-too-many = Das sind { $count } Farben; ich kann höchstens { $most } nehmen. Bitte lass welche weg.
colors-unknown = Farbe { $position }, { $token }, ist keine Farbe oder Palette, die ich kenne. Schreib sie als Hex-Code (`264653`, `#F0A`) oder mit Namen (`teal`), oder wähl beim Tippen eine Palette aus der Liste.
colors-unknown-form = Farbe { $position }, { $token }, ist keine Farbe oder Palette, die ich kenne. Schreib sie als Hex-Code (`264653`, `#F0A`) oder mit Namen (`petrol`), oder schreib den Namen einer Palette.
colors-unknown-near = Farbe { $position }, { $token }, ist keine Farbe oder Palette, die ich kenne. Meinst du { $near }?
house-elsewhere =
    { $count ->
        [one] Auf diesem Server werden Bilder in { $channels } umgefärbt. Bitte versuch es dort.
       *[other] Auf diesem Server werden Bilder nur in manchen Kanälen umgefärbt, etwa in { $channels }. Bitte versuch es dort.
    }
house-enough =
    { $most ->
        [0] Auf diesem Server kann zurzeit niemand Bilder umfärben lassen.
        [one] Du hattest dein Bild für heute: Dieser Server erlaubt eins pro Tag. Der nächste Tag beginnt um Mitternacht UTC.
       *[other] Du hattest deine { $most } Bilder für heute, mehr erlaubt dieser Server nicht. Der nächste Tag beginnt um Mitternacht UTC.
    }
file-not-a-picture = { $file } ist kein Bild, das ich nehmen kann. Bitte häng ein PNG, JPEG, WebP, GIF oder BMP an.
file-either = { $one } oder { $other }
file-too-large = { $file } ist größer als { $limit }. Bitte häng eine kleinere Datei an.
option-invalid = Mit einer der Optionen kann ich nichts anfangen. Bitte wähl den Befehl noch einmal aus.
limit-reached =
    { $count ->
        [one] Eins deiner Bilder ist schon in Arbeit oder wartet. Bitte warte, bis es fertig ist.
       *[other] { $count } deiner Bilder sind schon in Arbeit oder warten. Bitte warte, bis eins davon fertig ist.
    }
limit-all =
    { $count ->
        [one] Ein Bild wartet schon, deins käme zu spät dran. Bitte versuch es in ein paar Minuten noch einmal.
       *[other] { $count } Bilder warten schon, deins käme zu spät dran. Bitte versuch es in ein paar Minuten noch einmal.
    }
unrecorded = Ich kann gerade nichts nachsehen oder speichern. Bitte versuch es in einer Minute noch einmal.
cancel-not-yours = Das kann nur abbrechen, wer um das Bild gebeten hat, oder die Moderation.
cancel-too-late = Zum Abbrechen ist es zu spät: Der Auftrag ist fertig, oder das Ergebnis wird gerade gesendet.
late-not-yet = Es ist noch nicht fertig. Bitte drück in einer Minute noch einmal.
late-elsewhere = Das Ergebnis kam als eigene Nachricht in diesem Kanal.
again-not-yours = Nur wer um dieses Bild gebeten hat, kann es noch einmal versuchen. Du kannst um ein eigenes bitten.
again-forgotten = Ich weiß nicht mehr, was das war. Bitte gib den Befehl noch einmal ein.
restarting = Ich starte gerade neu. Bitte versuch es in einer Minute noch einmal.
too-slow = Das dauert zu lange. Bitte versuch es in einer Minute noch einmal.
answer-not-taken = Discord hat meine Antwort nicht angenommen. Bitte versuch es in einer Minute noch einmal.
answer-refused = Discord lässt mich meine Antwort hier nicht zeigen. Bitte versuch es woanders.
command-unknown = Diesen Befehl kenne ich nicht mehr. Bitte wähl ihn noch einmal aus der Liste.

card-forgotten = Ich weiß nicht mehr, was das war. Bitte gib den Befehl noch einmal ein.
forgotten-form = Ich weiß nicht mehr, wofür dieses Formular war. Bitte fang noch einmal an.
delete-not-yours = Das kann nur löschen, wer um das Bild gebeten hat, oder die Moderation.
delete-failed = Discord hat mich das nicht löschen lassen. Bitte versuch es in einer Minute noch einmal.
no-picture-there = Ich habe dort kein Bild gefunden, das ich nehmen kann. Ich nehme PNG, JPEG, WebP, GIF und BMP: Dateien, Bilder in Karten und Link-Vorschauen, Sticker, eigene Emojis und solche aus weitergeleiteten Nachrichten.
busy-alike = Daran arbeite ich schon.
compare-before = Vorher
compare-after = Nachher

## Colors as text

text-asked = Gewünscht: { $colors }
text-came-out = Farben des Ergebnisses: { $colors }
text-of = { $number }: { $colors }
text-none = Die Farben dieses Bildes kenne ich nicht.

## Forms

form-title-colors = Andere Farben
form-title-recolor = Umfärben
form-title-like = So umfärben
form-title-use = Diese Farben anwenden
form-title-extract = Farben entnehmen
form-title-upload = Das Bild ist weg
gone-again = Discord hat das Bild nicht mehr. Bitte schick es noch einmal, dann mache ich weiter.
form-colors = Farben
    .description = Bis zu 7: Hex-Codes, Namen oder der Name einer Palette
form-colors-example = #264653 teal e9c46a
form-degree = Stärke: wie weit sich die Farben ändern
form-degree-option = { $percent } %
form-people = Menschen behalten ihre natürlichen Farben
form-private = Nur ich sehe das Ergebnis
form-which = Welche Bilder
form-which-one = Welches Bild
form-files = Bilder
form-reference = Die Vorlage

## Why there is no picture

trouble-service-cannot = Der Färbedienst, den dieser Bot nutzt, kann Bilder umfärben, das hier aber nicht.

trouble-not-a-picture = { $file } ist kein Bild, das ich lesen kann, auch wenn es so heißt. Bitte schick ein PNG, JPEG, WebP, GIF oder BMP.
trouble-picture-damaged = { $file } ist beschädigt oder abgeschnitten. Bitte speichere oder exportiere es neu und schick es dann noch einmal.
trouble-file-too-large = { $file } ist größer als { $limit }. Bitte schick eine kleinere Datei.
trouble-picture-too-small = { $file } ist zu klein: Beide Seiten müssen länger als { $limit } Pixel sein. Bitte schick ein größeres Bild.
trouble-picture-too-large = { $file } hat zu viele Pixel: Beide Seiten müssen kürzer als { $limit } Pixel sein. Bitte schick ein kleineres Bild.
trouble-too-many-pixels = { $file } hat mehr als { $limit } Millionen Pixel, zu viele für sein Format. Bitte schick es als PNG oder JPEG, oder kleiner.
trouble-resolution-too-high = { $file } hat zu viele Pixel für den Färbedienst. Bitte schick ein kleineres Bild.
trouble-no-colors = { $file } ist ganz durchsichtig und hat deshalb keine Farben. Bitte versuch es mit einem anderen Bild.
trouble-attachment-gone = Discord hat { $file } nicht mehr. Bitte schick es noch einmal.
trouble-attachment-foreign = { $file } kommt nicht von Discord. Bitte lade das Bild mit dem Befehl hoch.
trouble-service-wants-smaller-file = Dem Färbedienst ist { $file } zu groß. Bitte schick eine kleinere Datei.
trouble-refused = Der Färbedienst hat { $file } abgelehnt ({ $code }). Bitte versuch es mit einem anderen Bild.
trouble-attachment-unreachable = Discord hat mir { $file } nicht gegeben. Bitte gib den Befehl in einer Minute noch einmal ein.
trouble-service-busy = Der Färbedienst hat gerade zu viel zu tun. Bitte gib den Befehl in ein paar Minuten noch einmal ein.
trouble-service-out-of-credits = Das Guthaben beim Färbedienst ist aufgebraucht. Bitte sag dem Betreiber dieses Bots Bescheid und versuch es später noch einmal.
trouble-service-refused-key = Der Färbedienst akzeptiert den Schlüssel dieses Bots nicht. Bitte sag dem Betreiber dieses Bots Bescheid.
trouble-service-gone = Den Färbedienst gibt es nicht mehr. Bitte sag dem Betreiber dieses Bots Bescheid.
trouble-service-unreachable = Der Färbedienst ist nicht erreichbar. Bitte gib den Befehl in ein paar Minuten noch einmal ein.
trouble-service-failed = Der Färbedienst ist an { $file } gescheitert. Bitte gib den Befehl noch einmal ein; wenn es wieder nicht klappt, nimm ein anderes Bild.
trouble-service-gave-up = Der Färbedienst hat es mit { $file } mehrmals versucht und aufgegeben. Bitte nimm ein anderes Bild.
trouble-submit-unanswered = Der Färbedienst hat nicht geantwortet, deshalb weiß ich nicht, ob er { $file } angenommen hat. Vielleicht wurde es schon berechnet, darum habe ich es nicht noch einmal geschickt. Drück den Knopf, um es noch einmal zu versuchen.
trouble-result-lost = Der Färbedienst hat das Ergebnis verloren. Bitte gib den Befehl noch einmal ein.
trouble-service-timed-out = { $file } umzufärben hat zu lange gedauert, deshalb warte ich nicht länger. Bitte versuch es später noch einmal oder schick ein kleineres Bild.
trouble-upload-refused = Discord hat das Ergebnis nicht angenommen. Bitte versuch es mit einem kleineren Bild.
trouble-upload-failed = Discord war mit dem Ergebnis nicht zu erreichen. Bitte gib den Befehl noch einmal ein.
trouble-blocked-by-automod = Der AutoMod dieses Servers hat meine Nachricht mit dem Ergebnis blockiert. Die Moderation kann dir sagen, warum; du kannst dein Bild auch woanders anfordern.
trouble-blocked-as-explicit = Discord hält das Ergebnis für anstößig und zeigt es hier nicht. Bitte versuch es mit einem anderen Bild oder an einem anderen Ort.
trouble-blocked-as-harmful-link = Discords Filter für schädliche Links hat meine Nachricht mit dem Ergebnis blockiert. Bitte versuch es mit einem anderen Dateinamen und ohne Namen von Paletten.
trouble-thread-closed = Dieser Thread ist gesperrt oder archiviert, deshalb lässt Discord mich hier nicht schreiben. Bitte versuch es in einem offenen.
trouble-not-allowed-here = Discord lässt mich in diesem Kanal nicht schreiben. Bitte nimm einen anderen, oder bitte die Moderation, es mir zu erlauben.
trouble-files-limited = Discord hat das Hochladen von Dateien auf diesem Server vorerst eingeschränkt. Bitte versuch es später noch einmal oder woanders.
trouble-not-accepted = Discord hat meine Nachricht nicht angenommen (Fehler { $code }). Bitte versuch es noch einmal; wenn es wieder passiert, sag es denen, die diesen Bot betreiben.
trouble-cancelled = Abgebrochen. Es gibt kein Bild.
trouble-stranded = Ich wurde aktualisiert, während das lief, deshalb gibt es kein Bild. Bitte gib den Befehl noch einmal ein.
trouble-bug = Da ist etwas schiefgegangen, bei mir, nicht bei dir. Bitte versuch es noch einmal; wenn es wieder passiert, gib dem Betreiber dieses Bots diese Nummer: `{ $reference }`.
