# Everything the bot says in French; see en.ftl.

## Commands

command-recolor = recolorer
    .description = Recolorer une image
command-recolor-palette = palette
    .description = Faire de sept couleurs au plus les couleurs principales de l'image
command-recolor-reference = référence
    .description = Colorer une image d'après une autre
command-recolor-auto = auto
    .description = Faire plusieurs versions en couleurs d'une image

command-palette = palette
    .description = Palettes : tire-les d'images, enregistre-les, affiche-les, supprime-les
command-palette-extract = extraire
    .description = Trouver les couleurs principales d'une image
command-palette-save = enregistrer
    .description = Enregistrer des couleurs sous un nom de palette
command-palette-list = liste
    .description = Voir les palettes que tu peux utiliser ici
command-palette-show = afficher
    .description = Afficher une palette avec ses couleurs
command-palette-delete = supprimer
    .description = Supprimer une palette enregistrée

command-settings = réglages
    .description = Comment ce serveur utilise le bot : valeurs, salons, limites

command-about = apropos
    .description = Ce qu'est Colorway
command-help = aide
    .description = Ce que tu peux faire avec Colorway, et comment
command-privacy = confidentialité
    .description = Ce que Colorway retient de toi
command-privacy-info = infos
    .description = Ce qui est conservé, et combien de temps
command-privacy-delete = supprimer
    .description = Supprimer ce qui est conservé sur toi

option-image = image
    .description = L'image à recolorer
option-colors = couleurs
    .description = Jusqu'à 7 couleurs : #264653 e9c46a turquoise …
option-reference = référence
    .description = L'image dont reprendre les couleurs
option-count = nombre
    .description = Combien de versions faire
option-degree = degré
    .description = Intensité, de 0 à 1 : 0.75 signifie 75 %, 1 change complètement les couleurs
option-keep-people = garder_personnes
    .description = Les personnes gardent leurs couleurs naturelles
option-spoiler = spoiler
    .description = Cacher le résultat jusqu'à ce qu'on clique dessus
option-format = format
    .description = Le format du résultat ; auto : PNG, sauf si le fichier est trop gros
menu-recolor = Recolorer cette image
menu-colors = Prendre ses couleurs
menu-like = Recolorer comme cette image
menu-avatar = Recolorer l'avatar

option-name = nom
    .description = Le nom de la palette
option-server = serveur
    .description = Pour tout le monde sur ce serveur ; il faut avoir le droit de le gérer
option-private = privé
    .description = La réponse n'est visible que par toi
option-extract-image =
    .description = L'image dont tu veux les couleurs
option-extract-count =
    .description = Combien de couleurs, de 1 à 7

## Palettes

button-keep = Enregistrer la palette
form-title-keep = Enregistrer cette palette
keep-name = Nom
    .description = { $most } caractères au plus. Tape-le dans « { option-colors } » pour utiliser la palette.
keep-server = Pour tout le monde sur ce serveur
extract-title = Couleurs de { $file }
extract-title-several =
    { $count ->
        [one] Couleurs d'une image
       *[other] Couleurs de { $count } images
    }
extract-use = Pour les utiliser, appuie sur « { button-use } », ou colle les codes dans « { option-colors } » de `/{ command-recolor } { command-recolor-palette }`.
extract-use-several = « { button-use } » et « { button-keep } » demandent de quelle image prendre les couleurs. « { button-text } » montre les codes.
palette-use = Pour l'utiliser : { $recolor-palette } avec `{ option-colors }` : `{ $colors }`
palette-saved = Enregistrée sous le nom { $name }.
palette-replaced = Enregistrée sous le nom { $name }, à la place de la palette qui le portait.
palette-for-you = Elle n'est que pour toi, et partout. Tape son nom dans « { option-colors } ».
palette-for-server = Tout le monde sur ce serveur peut l'utiliser. Tape son nom dans « { option-colors } ».
palette-full = Il y a déjà { $most } palettes enregistrées, et je ne peux pas en garder plus. Supprimes-en une d'abord.
palette-no-server = Nous ne sommes pas sur un serveur ici. Laisse « { option-server } » de côté pour enregistrer ou supprimer tes propres palettes.
palette-not-yours = Seules les personnes qui peuvent gérer ce serveur peuvent enregistrer ou supprimer ses palettes. Laisse « { option-server } » de côté pour les tiennes.
palette-unknown = Il n'y a pas de palette appelée { $name } ici. Regarde { $palette-list }, ou choisis-en une en tapant.
palette-of-server = { $name } est une palette de ce serveur. Les personnes qui peuvent le gérer peuvent la supprimer avec « { option-server } ».
palette-ready-made = { $name } est l'une des palettes toutes prêtes, qui ne peuvent pas être supprimées.
palette-deleted = { $name } est supprimée.
name-empty = Une palette a besoin d'un nom de 1 à { $most } caractères, avec des lettres, des chiffres ou des émojis.
name-too-long = Ce nom est trop long : { $most } caractères au plus.
name-odd = Le nom d'une palette ne peut pas contenir { $character }. Lettres, chiffres, espaces et émojis vont bien, et aussi - ' . & ! ?
name-is-color = { $name } est déjà lu comme { $colors }, une palette ne peut donc pas porter ce nom. Choisis-en un autre.
list-title =
    { $count ->
        [one] Une palette
       *[other] { $count } palettes
    }
list-of-server = de ce serveur
list-none = Tu n'as pas encore enregistré de palette. Utilise { $palette-save }, ou { $palette-extract } sur une image qui te plaît.
list-hint = Il y a aussi { $count } palettes toutes prêtes : choisis-en une en tapant dans « { option-colors } ».

## A server's settings

settings-title = Réglages de ce serveur
settings-not-yours = Seules les personnes qui peuvent gérer ce serveur peuvent voir et changer ses réglages.
settings-degree = **Intensité**, sauf si la commande dit autre chose : { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-degree-none = Intensité habituelle (100 %), sauf si la commande dit autre chose
settings-degree-option = Intensité { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }, sauf si la commande dit autre chose
settings-people-are-on = **Les personnes** gardent leurs couleurs naturelles, sauf si la commande dit autre chose
settings-people-are-off = **Les personnes** sont recolorées aussi, sauf si la commande dit autre chose
settings-people-on = Garder les couleurs des personnes
settings-people-off = Recolorer aussi les personnes
settings-everywhere = **Salons :** tous
settings-channels = **Salons :** seulement { $channels }
settings-channels-none = Dans tous les salons ; choisis-en pour n'autoriser que ceux-là
settings-no-limit = **Images** par membre et par jour : autant qu'ils veulent
settings-limit = **Images** par membre et par jour : { $count }
settings-jobs-none = Autant d'images par jour que les membres veulent
settings-jobs-option =
    { $jobs ->
        [one] { $jobs } image par membre et par jour
       *[other] { $jobs } images par membre et par jour
    }
settings-spoiler-is-on = **Les résultats** sont toujours cachés comme spoilers
settings-spoiler-is-off = **Les résultats** sont visibles, sauf si la commande dit autre chose
settings-spoiler-on = Toujours cacher les résultats
settings-spoiler-off = Montrer les résultats

## About the bot

about-title = Colorway
about-text =
    Je recolore des images : avec les couleurs que tu choisis, celles d'une autre image, ou comme je l'imagine. Les personnes peuvent garder leurs couleurs naturelles, et la lumière et la texture restent comme elles étaient.

    Commence par { $recolor-palette }, ou regarde { $help }. Ce que je retiens et comment le supprimer : { $privacy-info }.
help-title = Ce que tu peux faire
help-text =
    { $recolor-palette } fait de { $most } couleurs au plus les couleurs principales de ton image. Écris-les comme tu veux : `#264653 e9c46a, teal`, des noms de couleurs dans plusieurs langues, un lien vers une palette, le nom d'une palette que tu as enregistrée ou l'une des { $presets } palettes toutes prêtes.
    { $recolor-reference } reprend les couleurs d'une autre image.
    { $recolor-auto } fait de 1 à { $count } versions différentes.
    Clic droit sur un message (sur téléphone : appui long) → Applications : « { menu-recolor } », « { menu-colors } », « { menu-like } ». Clic droit sur une personne → Applications : « { menu-avatar } ».

    `{ option-degree }` règle l'intensité, de 0 à 1 : 0.75 signifie 75 %. Avec `{ option-keep-people }`, les personnes gardent leurs couleurs naturelles.

    { $palette-extract } trouve les couleurs d'une image. { $palette-save }, { $palette-list }, { $palette-show } et { $palette-delete } s'occupent de tes palettes.
    { $settings } est pour ceux qui gèrent un serveur.
privacy-title = Ce que je retiens
privacy-text =
    • **Images :** je ne récupère une image que pour la recolorer. Ma copie est supprimée à la fin de la tâche, et les résultats au bout de { $hours } heures. Ce que je publie reste dans Discord jusqu'à ce que tu le supprimes.
privacy-text-elsewhere =
    • **Images :** je ne récupère une image que pour la recolorer, et je l'envoie au service de recoloration choisi par la personne qui gère ce bot. Ma copie est supprimée à la fin de la tâche. Ce que je publie reste dans Discord jusqu'à ce que tu le supprimes.
privacy-rest =
    • **Tâches :** ce que tu as demandé (options, noms de fichiers, et les identifiants Discord de toi, du serveur et du salon), jusqu'à { $hours } heures après la fin ; pour les boutons sous une image, pendant 30 jours.
    • **Palettes** que tu enregistres, jusqu'à ce que tu les supprimes. Celles d'un serveur lui restent.
    • **Compteurs :** si un serveur limite les images par jour, combien tu en as eu, jusqu'au lendemain.
    • **Serveurs :** leurs réglages.

    Je ne lis pas de messages et ne garde pas de noms. Pour supprimer tout ce qui te concerne : { $privacy-delete }
privacy-ask = Ceci supprime tes palettes enregistrées, ce dont les boutons sous tes images ont besoin et les traces de tes tâches. C'est irréversible. Les images que j'ai publiées restent jusqu'à ce que tu les supprimes. Si un serveur limite les images par jour, ton compteur du jour reste jusqu'à minuit UTC.
button-forget = Supprimer mes données
privacy-deleted = C'est fait. Palettes supprimées : { $palettes } ; traces de tâches supprimées : { $jobs } ; et tout ce dont tes boutons avaient besoin.
privacy-unfinished =
    { $count ->
        [one] { $count } de tes images est encore en cours, ses traces restent donc pour l'instant. Recommence la suppression quand elle sera prête.
       *[other] { $count } de tes images sont encore en cours, leurs traces restent donc pour l'instant. Recommence la suppression quand elles seront prêtes.
    }
privacy-failed = Je n'ai pas pu tout supprimer pour le moment. Réessaie dans une minute.

## Numbers and names

quoted = « { $name } »

megabytes = { $size } Mo

## Where a job is

state-received = J'ai bien reçu ton image.
state-queued = Ton image est dans la file d'attente…
state-recoloring = Je recolore ton image…
state-making = Je prépare le résultat…
state-uploading = J'envoie le résultat…
place-next = Ton image est la prochaine de la file…
place-ahead = Ton image est dans la file d'attente, { $ahead } devant toi…

progress-since = Demandé { $time }
progress-late = Cela prend plus de temps que Discord ne m'en donne pour modifier ce message. Appuie sur le bouton pour voir le résultat quand il sera prêt.

## What is on its buttons

button-cancel = Annuler
button-again = Réessayer
button-late = Voir le résultat
button-softer = Plus doux
button-stronger = Plus fort
button-recolor = Autres couleurs
button-compare = Comparer
button-input = Utiliser comme base
button-text = Couleurs en texte
button-table = LUT
button-delete = Supprimer
button-use = Utiliser sur une image
button-upload = Renvoyer l'image
button-retype = Corriger

## How it ended well

done-late = { $person }, ton image est prête.
reply-moving = Discord n'a pas accepté le résultat dans ce message, je l'envoie donc dans un nouveau. Si aucun n'arrive, appuie sur le bouton.
reply-moved = Discord n'a pas accepté le résultat dans ce message, il est donc dans un nouveau, plus bas.
sent-privately = Je ne l'ai envoyé qu'à toi.

## What was done

what-palette = Palette { $colors }
what-reference = Colorée d'après { $reference }
what-auto =
    { $count ->
        [one] Une version en couleurs
       *[other] { $count } versions en couleurs
    }
what-pick = Version en couleurs { $number } sur { $count }
what-compare = Avant et après
what-table = Table de couleurs pour Photoshop, DaVinci Resolve, OBS et d'autres
line-degree = intensité { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
line-size = { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }
line-seconds = { NUMBER($seconds, minimumFractionDigits: 1) } s
caption-palette = En haut : les couleurs demandées. Dessous : les couleurs du résultat.
caption-reference = En haut : les couleurs de la référence. Dessous : les couleurs du résultat.
table-exact = Cette table change chaque couleur exactement comme je l'ai changée dans l'image.
table-fit = J'ai changé une même couleur différemment selon l'endroit, ce qu'une table ne peut pas faire. Celle-ci s'en approche le plus : elle diffère de ΔE { $difference } en moyenne.
table-people = La table recolore aussi les personnes, car elle ne sait pas où elles sont.
note-format = L'image ne peut pas être en { $wanted }, elle est donc en { $format }.
note-converted = En PNG, elle dépasse la limite de { $limit } de ce salon, elle est donc en { $format }.
note-shrunk = En taille réelle, elle dépasse la limite de { $limit } de ce salon, elle est donc en { $format } de { line-size } pixels.
note-resized = Discord n'a pas accepté les fichiers en taille réelle, je les ai donc réduits.
alt-palette = L'image recolorée avec la palette { $colors }, intensité { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-reference = L'image colorée d'après { $reference }, intensité { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-swatches = Échantillons de la palette { $colors }.
alt-colors = Échantillons des couleurs de l'image : { $colors }.
alt-colors-of = Couleurs de l'image { $number } : { $colors }.
alt-compare = L'image avant et après, côte à côte.
alt-table = Table de couleurs { $number }, un fichier .cube.
alt-auto = Version en couleurs { $number } sur { $count } de l'image, intensité { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.

## What is wrong with a command

colors-none = Je n'ai pas trouvé de couleurs. Donne-m'en de 1 à { $most }, par exemple `#264653 e9c46a teal`.
colors-too-many = Cela fait { $count } couleurs ; je peux en prendre { $most } au plus. Enlèves-en quelques-unes.
colors-unknown = La couleur { $position }, { $token }, n'est ni une couleur ni une palette que je connais. Écris-la en hexadécimal (`264653`, `#F0A`) ou par son nom (`teal`), ou choisis une palette dans la liste en tapant.
colors-unknown-form = La couleur { $position }, { $token }, n'est ni une couleur ni une palette que je connais. Écris-la en hexadécimal (`264653`, `#F0A`) ou par son nom (`sarcelle`), ou écris le nom d'une palette.
colors-unknown-near = La couleur { $position }, { $token }, n'est ni une couleur ni une palette que je connais. Voulais-tu dire { $near } ?
house-elsewhere =
    { $count ->
        [one] Sur ce serveur, les images se recolorent dans { $channels }. Essaie là-bas.
       *[other] Sur ce serveur, les images ne se recolorent que dans certains salons, comme { $channels }. Essaie là-bas.
    }
house-enough =
    { $most ->
        [0] Sur ce serveur, personne ne peut faire recolorer d'images pour le moment.
        [one] Tu as eu ton image du jour : ce serveur en autorise une par jour. Le jour suivant commence à minuit UTC.
       *[other] Tu as eu tes { $most } images du jour, autant que ce serveur en autorise. Le jour suivant commence à minuit UTC.
    }
file-not-a-picture = { $file } n'est pas une image que je peux prendre. Joins un PNG, JPEG, WebP, GIF ou BMP.
file-either = { $one } ou { $other }
file-too-large = { $file } dépasse { $limit }. Joins un fichier plus petit.
option-invalid = Je ne peux rien faire d'une des options. Choisis la commande à nouveau.
limit-reached =
    { $count ->
        [one] { $count } de tes images est déjà en cours ou en attente. Attends qu'elle soit prête.
       *[other] { $count } de tes images sont déjà en cours ou en attente. Attends que l'une d'elles soit prête.
    }
limit-all =
    { $count ->
        [one] { $count } image attend déjà, la tienne passerait trop tard. Réessaie dans quelques minutes.
       *[other] { $count } images attendent déjà, la tienne passerait trop tard. Réessaie dans quelques minutes.
    }
unrecorded = Je ne peux rien consulter ni enregistrer pour le moment. Réessaie dans une minute.
cancel-not-yours = Seule la personne qui a demandé cette image, ou la modération, peut l'annuler.
cancel-too-late = Il est trop tard pour annuler : la tâche est terminée, ou son résultat est en cours d'envoi.
late-not-yet = Ce n'est pas encore prêt. Appuie de nouveau dans une minute.
late-elsewhere = Le résultat est arrivé dans un message à part dans ce salon.
again-not-yours = Seule la personne qui a demandé cette image peut réessayer. Tu peux demander la tienne.
again-forgotten = J'ai oublié ce que c'était. Relance la commande.
restarting = Je redémarre. Réessaie dans une minute.
too-slow = C'est trop long. Réessaie dans une minute.
answer-not-taken = Discord n'a pas accepté ma réponse. Réessaie dans une minute.
answer-refused = Discord ne m'a pas laissé montrer ma réponse ici. Essaie ailleurs.
command-unknown = Je ne connais plus cette commande. Choisis-la à nouveau dans la liste.

card-forgotten = J'ai oublié ce que c'était. Relance la commande.
forgotten-form = J'ai oublié à quoi servait ce formulaire. Recommence.
delete-not-yours = Seule la personne qui a demandé cette image, ou la modération, peut la supprimer.
delete-failed = Discord ne m'a pas laissé supprimer ceci. Réessaie dans une minute.
no-picture-there = Je n'y ai trouvé aucune image que je puisse prendre. Je prends PNG, JPEG, WebP, GIF et BMP : fichiers, images des cartes et des aperçus de liens, stickers, émojis personnalisés, et ceux des messages transférés.
busy-alike = Je m'en occupe déjà.
compare-before = Avant
compare-after = Après

## Colors as text

text-asked = Couleurs demandées : { $colors }
text-came-out = Couleurs du résultat : { $colors }
text-of = { $number } : { $colors }
text-none = Je ne connais pas les couleurs de cette image.

## Forms

form-title-colors = Autres couleurs
form-title-recolor = Recolorer
form-title-like = Recolorer comme cette image
form-title-use = Utiliser ces couleurs
form-title-extract = Prendre les couleurs
form-title-upload = L'image n'est plus là
gone-again = Discord n'a plus l'image. Envoie-la à nouveau et je continue.
form-colors = Couleurs
    .description = Jusqu'à 7 : codes hex, noms ou le nom d'une palette
form-colors-example = #264653 teal e9c46a
form-degree = Intensité du changement de couleurs
form-degree-option = { $percent } %
form-people = Les personnes gardent leurs couleurs
form-private = Visible seulement par moi
form-which = Quelles images
form-which-one = Quelle image
form-files = Images
form-reference = La référence

## Why there is no picture

trouble-service-cannot = Le service de recoloration qu'utilise ce bot sait recolorer des images, mais pas faire cela.

trouble-not-a-picture = { $file } n'est pas une image que je peux lire, quoi qu'en dise son nom. Envoie un PNG, JPEG, WebP, GIF ou BMP.
trouble-picture-damaged = { $file } est abîmée ou coupée. Enregistre-la ou exporte-la à nouveau, puis renvoie-la.
trouble-file-too-large = { $file } dépasse { $limit }. Envoie un fichier plus petit.
trouble-picture-too-small = { $file } est trop petite : ses deux côtés doivent dépasser { $limit } pixels. Envoie une image plus grande.
trouble-picture-too-large = { $file } a trop de pixels : ses deux côtés doivent faire moins de { $limit } pixels. Envoie une image plus petite.
trouble-too-many-pixels = { $file } a plus de { $limit } millions de pixels, trop pour son format. Envoie-la en PNG ou en JPEG, ou plus petite.
trouble-resolution-too-high = { $file } a trop de pixels pour le service de recoloration. Envoie une image plus petite.
trouble-no-colors = { $file } est entièrement transparente et n'a donc pas de couleurs. Essaie une autre image.
trouble-attachment-gone = Discord n'a plus { $file }. Renvoie l'image, s'il te plaît.
trouble-attachment-foreign = { $file } ne vient pas de Discord. Envoie l'image avec la commande.
trouble-service-wants-smaller-file = Le service de recoloration trouve { $file } trop volumineuse. Envoie un fichier plus petit.
trouble-refused = Le service de recoloration a refusé { $file } ({ $code }). Essaie une autre image.
trouble-attachment-unreachable = Discord ne m'a pas donné { $file }. Relance la commande dans une minute.
trouble-service-busy = Le service de recoloration a trop à faire en ce moment. Relance la commande dans quelques minutes.
trouble-service-out-of-credits = Les crédits du service de recoloration sont épuisés. Préviens la personne qui gère ce bot, et réessaie plus tard.
trouble-service-refused-key = Le service de recoloration n'accepte pas la clé de ce bot. Préviens la personne qui gère ce bot.
trouble-service-gone = Le service de recoloration n'existe plus. Préviens la personne qui gère ce bot.
trouble-service-unreachable = Le service de recoloration est injoignable. Relance la commande dans quelques minutes.
trouble-service-failed = Le service de recoloration a échoué sur { $file }. Relance la commande ; si cela échoue encore, essaie une autre image.
trouble-service-gave-up = Le service de recoloration a essayé { $file } plusieurs fois puis abandonné. Essaie une autre image.
trouble-submit-unanswered = Le service de recoloration n'a pas répondu, je ne sais donc pas s'il a pris { $file }. Elle a peut-être été facturée, je ne l'ai donc pas renvoyée. Appuie sur le bouton pour essayer encore une fois.
trouble-result-lost = Le service de recoloration a perdu le résultat. Relance la commande.
trouble-service-timed-out = Recolorer { $file } prenait trop de temps, j'ai cessé d'attendre. Réessaie plus tard, ou envoie une image plus petite.
trouble-upload-refused = Discord n'a pas accepté le résultat. Réessaie avec une image plus petite.
trouble-upload-failed = Je n'ai pas pu transmettre le résultat à Discord. Relance la commande.
trouble-blocked-by-automod = L'AutoMod de ce serveur a bloqué mon message avec le résultat. La modération peut te dire pourquoi ; tu peux aussi demander ton image ailleurs.
trouble-blocked-as-explicit = Discord considère le résultat comme un contenu explicite et ne l'affiche pas ici. Essaie une autre image ou un autre endroit.
trouble-blocked-as-harmful-link = Le filtre de liens dangereux de Discord a bloqué mon message avec le résultat. Réessaie avec un autre nom de fichier et sans noms de palettes.
trouble-thread-closed = Ce fil est verrouillé ou archivé, Discord ne me laisse donc pas y écrire. Réessaie dans un fil ouvert.
trouble-not-allowed-here = Discord ne me laisse pas écrire dans ce salon. Réessaie dans un autre, ou demande à la modération de me le permettre.
trouble-files-limited = Discord a limité pour l'instant l'envoi de fichiers sur ce serveur. Réessaie plus tard ou ailleurs.
trouble-not-accepted = Discord n'a pas accepté mon message (erreur { $code }). Réessaie ; si cela se reproduit, préviens la personne qui gère ce bot.
trouble-cancelled = Annulé. Il n'y aura pas d'image.
trouble-stranded = J'ai reçu une mise à jour entre-temps, il n'y aura donc pas d'image. Relance la commande.
trouble-bug = Quelque chose a mal tourné de mon côté, pas du tien. Réessaie ; si cela se reproduit, donne à la personne qui gère ce bot cette référence : `{ $reference }`.
