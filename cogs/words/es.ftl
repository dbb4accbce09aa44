# Everything the bot says in Spanish; see en.ftl.

## Commands

command-recolor = recolorear
    .description = Recolorear una imagen
command-recolor-palette = paleta
    .description = Hacer de hasta siete colores los colores principales de la imagen
command-recolor-reference = referencia
    .description = Colorear una imagen como otra
command-recolor-auto = auto
    .description = Hacer varias versiones de color de una imagen

command-palette = paleta
    .description = Paletas: sácalas de imágenes, guárdalas, míralas y bórralas
command-palette-extract = extraer
    .description = Encontrar los colores principales de una imagen
command-palette-save = guardar
    .description = Guardar colores como paleta con un nombre
command-palette-list = lista
    .description = Ver las paletas que puedes usar aquí
command-palette-show = mostrar
    .description = Mostrar una paleta con sus colores
command-palette-delete = borrar
    .description = Borrar una paleta guardada

command-settings = ajustes
    .description = Cómo usa el bot este servidor: valores, canales, límites

command-about = acerca
    .description = Qué es Colorway
command-help = ayuda
    .description = Qué puedes hacer con Colorway y cómo
command-privacy = privacidad
    .description = Qué recuerda Colorway de ti
command-privacy-info = info
    .description = Qué se guarda y durante cuánto tiempo
command-privacy-delete = borrar
    .description = Borrar lo que hay guardado sobre ti

option-image = imagen
    .description = La imagen que quieres recolorear
option-colors = colores
    .description = Hasta 7 colores: #264653 e9c46a turquesa …
option-reference = referencia
    .description = La imagen de la que tomar los colores
option-count = cantidad
    .description = Cuántas versiones hacer
option-degree = grado
    .description = Intensidad, de 0 a 1: 0.75 es el 75 %, 1 cambia los colores del todo
option-keep-people = conservar_personas
    .description = Las personas conservan sus colores naturales
option-spoiler = spoiler
    .description = Ocultar el resultado hasta que se pulse
option-format = formato
    .description = El formato del resultado; auto: PNG, salvo que el archivo sea demasiado grande
menu-recolor = Recolorear esta imagen
menu-colors = Tomar sus colores
menu-like = Recolorear como esta
menu-avatar = Recolorear avatar

option-name = nombre
    .description = El nombre de la paleta
option-server = servidor
    .description = Para todos en este servidor; necesitas permiso para gestionarlo
option-private = privado
    .description = Solo tú ves la respuesta
option-extract-image =
    .description = La imagen cuyos colores quieres
option-extract-count =
    .description = Cuántos colores, de 1 a 7

## Palettes

button-keep = Guardar como paleta
form-title-keep = Guardar esta paleta
keep-name = Nombre
    .description = Hasta { $most } caracteres. Escríbelo en «{ option-colors }» para usar la paleta.
keep-server = Para todos en este servidor
extract-title = Colores de { $file }
extract-title-several =
    { $count ->
        [one] Colores de una imagen
       *[other] Colores de { $count } imágenes
    }
extract-use = Para usarlos, pulsa «{ button-use }» o pega los códigos en «{ option-colors }» de `/{ command-recolor } { command-recolor-palette }`.
extract-use-several = «{ button-use }» y «{ button-keep }» preguntan de qué imagen tomar los colores. «{ button-text }» muestra los códigos.
palette-use = Para usarla: { $recolor-palette } con `{ option-colors }`: `{ $colors }`
palette-saved = Guardada como { $name }.
palette-replaced = Guardada como { $name }, en lugar de la paleta que tenías con ese nombre.
palette-for-you = Solo tú puedes usarla, en todas partes. Escribe su nombre en «{ option-colors }».
palette-for-server = Todos en este servidor pueden usarla. Escribe su nombre en «{ option-colors }».
palette-full = Ya hay { $most } paletas guardadas y no puedo guardar más. Borra una primero.
palette-no-server = Esto no es un servidor. Omite «{ option-server }» para guardar o borrar tus propias paletas.
palette-not-yours = Solo quienes pueden gestionar este servidor pueden guardar o borrar sus paletas. Omite «{ option-server }» para las tuyas.
palette-unknown = Aquí no hay ninguna paleta llamada { $name }. Mira { $palette-list } o elige una mientras escribes.
palette-of-server = { $name } es una paleta de este servidor. Quienes pueden gestionarlo pueden borrarla con «{ option-server }».
palette-ready-made = { $name } es una de las paletas ya hechas, que no se pueden borrar.
palette-deleted = He borrado { $name }.
name-empty = Una paleta necesita un nombre de 1 a { $most } caracteres, con letras, cifras o emojis.
name-too-long = Ese nombre es demasiado largo: { $most } caracteres como máximo.
name-odd = El nombre de una paleta no puede llevar { $character }. Valen letras, cifras, espacios y emojis, y también - ' . & ! ?
name-is-color = { $name } ya se lee como { $colors }, así que una paleta no puede llamarse así. Elige otro nombre.
list-title =
    { $count ->
        [one] Una paleta
       *[other] { $count } paletas
    }
list-of-server = de este servidor
list-none = Aún no has guardado ninguna paleta. Usa { $palette-save }, o { $palette-extract } con una imagen que te guste.
list-hint = También hay { $count } paletas ya hechas: elige una mientras escribes en «{ option-colors }».

## A server's settings

settings-title = Ajustes de este servidor
settings-not-yours = Solo quienes pueden gestionar este servidor pueden ver y cambiar sus ajustes.
settings-degree = **Intensidad**, salvo que el comando diga otra cosa: { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-degree-none = Intensidad habitual (100 %), salvo que el comando diga otra cosa
settings-degree-option = Intensidad { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }, salvo que el comando diga otra cosa
settings-people-are-on = **Las personas** conservan sus colores naturales, salvo que el comando diga otra cosa
settings-people-are-off = **Las personas** también se recolorean, salvo que el comando diga otra cosa
settings-people-on = Conservar los colores de las personas
settings-people-off = Recolorear también a las personas
settings-everywhere = **Canales:** todos
settings-channels = **Canales:** solo { $channels }
settings-channels-none = En todos los canales; elige algunos para permitir solo esos
settings-no-limit = **Imágenes** por miembro y día: las que quieran
settings-limit = **Imágenes** por miembro y día: { $count }
settings-jobs-none = Tantas imágenes al día como quieran los miembros
settings-jobs-option =
    { $jobs ->
        [one] Una imagen por miembro y día
       *[other] { $jobs } imágenes por miembro y día
    }
settings-spoiler-is-on = **Los resultados** siempre se ocultan como spoiler
settings-spoiler-is-off = **Los resultados** se muestran a la vista, salvo que el comando diga otra cosa
settings-spoiler-on = Ocultar siempre los resultados
settings-spoiler-off = Mostrar los resultados

## About the bot

about-title = Colorway
about-text =
    Recoloreo imágenes: con los colores que elijas, con los de otra imagen o como se me ocurra a mí. Las personas pueden conservar sus colores naturales, y la luz y la textura se quedan como estaban.

    Empieza con { $recolor-palette } o mira { $help }. Qué recuerdo y cómo borrarlo: { $privacy-info }.
help-title = Qué puedes hacer
help-text =
    { $recolor-palette } hace de hasta { $most } colores los colores principales de tu imagen. Escríbelos como quieras: `#264653 e9c46a, teal`, nombres de colores en muchos idiomas, un enlace a una paleta, el nombre de una paleta que guardaste o una de las { $presets } paletas ya hechas.
    { $recolor-reference } toma los colores de otra imagen.
    { $recolor-auto } hace de 1 a { $count } versiones distintas.
    Clic derecho en un mensaje (en el móvil: mantenlo pulsado) → Aplicaciones: «{ menu-recolor }», «{ menu-colors }», «{ menu-like }». Clic derecho en una persona → Aplicaciones: «{ menu-avatar }».

    `{ option-degree }` fija la intensidad, de 0 a 1: 0.75 es el 75 %. Con `{ option-keep-people }`, las personas conservan sus colores naturales.

    { $palette-extract } encuentra los colores de una imagen. Con { $palette-save }, { $palette-list }, { $palette-show } y { $palette-delete } llevas tus paletas.
    { $settings } es para quienes gestionan un servidor.
privacy-title = Qué recuerdo
privacy-text =
    • **Imágenes:** solo descargo una imagen para recolorearla. Mi copia se borra cuando termina el trabajo, y los resultados a las { $hours } horas. Lo que publico se queda en Discord hasta que lo borres.
privacy-text-elsewhere =
    • **Imágenes:** solo descargo una imagen para recolorearla, y la envío al servicio de recoloreado que ha elegido quien lleva este bot. Mi copia se borra cuando termina el trabajo. Lo que publico se queda en Discord hasta que lo borres.
privacy-rest =
    • **Trabajos:** lo que pediste (opciones, nombres de archivo y los identificadores de Discord tuyo, del servidor y del canal), hasta { $hours } horas después de terminar; para los botones bajo una imagen, durante 30 días.
    • **Paletas** que guardas, hasta que las borres. Las de un servidor se quedan en él.
    • **Recuentos:** si un servidor limita las imágenes al día, cuántas llevas, hasta el día siguiente.
    • **Servidores:** sus ajustes.

    No leo mensajes ni guardo nombres. Para borrar todo lo tuyo: { $privacy-delete }
privacy-ask = Esto borra tus paletas guardadas, lo que necesitan los botones bajo tus imágenes y los registros de tus trabajos. No se puede deshacer. Las imágenes que publiqué se quedan hasta que las borres. Si un servidor limita las imágenes al día, tu recuento de hoy se queda hasta la medianoche UTC.
button-forget = Borrar mis datos
privacy-deleted = Hecho. Paletas borradas: { $palettes }; registros de trabajos borrados: { $jobs }; y todo lo que necesitaban tus botones.
privacy-unfinished =
    { $count ->
        [one] Todavía se está trabajando en una imagen tuya, así que sus registros se quedan por ahora. Borra otra vez cuando esté lista.
       *[other] Todavía se está trabajando en { $count } imágenes tuyas, así que sus registros se quedan por ahora. Borra otra vez cuando estén listas.
    }
privacy-failed = No he podido borrarlo todo. Inténtalo de nuevo en un minuto.

## Numbers and names

quoted = «{ $name }»

megabytes = { $size } MB

## Where a job is

state-received = He recibido tu imagen.
state-queued = Tu imagen está en la cola…
state-recoloring = Recoloreando tu imagen…
state-making = Preparando el resultado…
state-uploading = Subiendo el resultado…
place-next = Tu imagen es la siguiente de la cola…
place-ahead = Tu imagen está en la cola, con { $ahead } por delante…

progress-since = Pedido { $time }
progress-late = Esto tarda más que el tiempo que Discord me da para cambiar este mensaje. Pulsa el botón para ver el resultado cuando esté listo.

## What is on its buttons

button-cancel = Cancelar
button-again = Intentar de nuevo
button-late = Ver el resultado
button-softer = Más suave
button-stronger = Más fuerte
button-recolor = Otros colores
button-compare = Comparar
button-input = Usar como base
button-text = Colores como texto
button-table = LUT
button-delete = Borrar
button-use = Usar en una imagen
button-upload = Enviarla otra vez
button-retype = Corregir

## How it ended well

done-late = { $person }, tu imagen está lista.
reply-moving = Discord no ha aceptado el resultado en este mensaje, así que lo envío en uno nuevo. Si no llega ninguno, pulsa el botón.
reply-moved = Discord no ha aceptado el resultado en este mensaje, así que está en uno nuevo más abajo.
sent-privately = Te lo he enviado solo a ti.

## What was done

what-palette = Paleta { $colors }
what-reference = Coloreada como { $reference }
what-auto =
    { $count ->
        [one] Una versión de color
       *[other] { $count } versiones de color
    }
what-pick = Versión de color { $number } de { $count }
what-compare = Antes y después
what-table = Tabla de color para Photoshop, DaVinci Resolve, OBS y otros
line-degree = intensidad { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
line-size = { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }
line-seconds = { NUMBER($seconds, minimumFractionDigits: 1) } s
caption-palette = Arriba: los colores que pediste. Debajo: los colores del resultado.
caption-reference = Arriba: los colores de la referencia. Debajo: los colores del resultado.
table-exact = Esta tabla cambia cada color exactamente como lo cambié en la imagen.
table-fit = Cambié un mismo color de forma distinta según el lugar, y una tabla no puede hacerlo. Esta es la más cercana: difiere en ΔE { $difference } de media.
table-people = La tabla también recolorea a las personas, porque no sabe dónde están.
note-format = La imagen no puede ser { $wanted }, así que es { $format }.
note-converted = Como PNG supera el límite de { $limit } de este chat, así que es { $format }.
note-shrunk = A tamaño completo supera el límite de { $limit } de este chat, así que es { $format } de { line-size } píxeles.
note-resized = Discord no ha aceptado los archivos a tamaño completo, así que los he reducido.
alt-palette = La imagen recoloreada con la paleta { $colors }, intensidad { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-reference = La imagen coloreada como { $reference }, intensidad { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-swatches = Muestras de la paleta { $colors }.
alt-colors = Muestras de los colores de la imagen: { $colors }.
alt-colors-of = Colores de la imagen { $number }: { $colors }.
alt-compare = La imagen antes y después, lado a lado.
alt-table = Tabla de color { $number }, un archivo .cube.
alt-auto = Versión de color { $number } de { $count } de la imagen, intensidad { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.

## What is wrong with a command

colors-none = No he encontrado colores. Dame de 1 a { $most }, por ejemplo `#264653 e9c46a teal`.
colors-too-many = Son { $count } colores; puedo usar { $most } como máximo. Quita algunos.
colors-unknown = El color { $position }, { $token }, no es un color ni una paleta que conozca. Escríbelo en hexadecimal (`264653`, `#F0A`) o por su nombre (`teal`), o elige una paleta de la lista mientras escribes.
colors-unknown-form = El color { $position }, { $token }, no es un color ni una paleta que conozca. Escríbelo en hexadecimal (`264653`, `#F0A`) o por su nombre (`turquesa`), o escribe el nombre de una paleta.
colors-unknown-near = El color { $position }, { $token }, no es un color ni una paleta que conozca. ¿Querías decir { $near }?
house-elsewhere =
    { $count ->
        [one] En este servidor, las imágenes se recolorean en { $channels }. Pruébalo allí.
       *[other] En este servidor, las imágenes solo se recolorean en algunos canales, como { $channels }. Pruébalo allí.
    }
house-enough =
    { $most ->
        [0] En este servidor nadie puede recolorear imágenes por ahora.
        [one] Ya has tenido tu imagen de hoy: este servidor permite una al día. El día siguiente empieza a medianoche UTC.
       *[other] Ya has tenido tus { $most } imágenes de hoy, todas las que permite este servidor. El día siguiente empieza a medianoche UTC.
    }
file-not-a-picture = { $file } no es una imagen que pueda usar. Adjunta un PNG, JPEG, WebP, GIF o BMP.
file-either = { $one } o { $other }
file-too-large = { $file } supera los { $limit }. Adjunta un archivo más pequeño.
option-invalid = Una de las opciones no me sirve. Elige el comando otra vez.
limit-reached =
    { $count ->
        [one] Ya se está trabajando en una de tus imágenes, o está en espera. Espera a que termine.
       *[other] Ya se está trabajando en { $count } de tus imágenes, o están en espera. Espera a que termine alguna.
    }
limit-all =
    { $count ->
        [one] Ya hay una imagen en espera, así que la tuya llegaría demasiado tarde. Inténtalo de nuevo en unos minutos.
       *[other] Ya hay { $count } imágenes en espera, así que la tuya llegaría demasiado tarde. Inténtalo de nuevo en unos minutos.
    }
unrecorded = Ahora mismo no puedo consultar ni guardar nada. Inténtalo de nuevo en un minuto.
cancel-not-yours = Solo quien pidió esta imagen, o la moderación, puede cancelarla.
cancel-too-late = Es tarde para cancelar: el trabajo ya ha terminado o se está enviando el resultado.
late-not-yet = Aún no está listo. Vuelve a pulsar en un minuto.
late-elsewhere = El resultado llegó en un mensaje aparte en este canal.
again-not-yours = Solo quien pidió esta imagen puede intentarlo de nuevo. Tú puedes pedir la tuya.
again-forgotten = He olvidado qué era esto. Usa el comando otra vez.
restarting = Me estoy reiniciando. Inténtalo de nuevo en un minuto.
too-slow = Está tardando demasiado. Inténtalo de nuevo en un minuto.
answer-not-taken = Discord no aceptó mi respuesta. Inténtalo de nuevo en un minuto.
answer-refused = Discord no me dejó mostrar mi respuesta aquí. Inténtalo en otro lugar.
command-unknown = Ya no conozco este comando. Elígelo otra vez en la lista.

card-forgotten = He olvidado qué era esto. Usa el comando otra vez.
forgotten-form = He olvidado para qué era este formulario. Empieza otra vez.
delete-not-yours = Solo quien pidió esta imagen, o la moderación, puede borrarla.
delete-failed = Discord no me ha dejado borrar esto. Inténtalo de nuevo en un minuto.
no-picture-there = Ahí no encontré ninguna imagen que pueda usar. Acepto PNG, JPEG, WebP, GIF y BMP: archivos, imágenes de tarjetas y vistas previas de enlaces, stickers, emojis personalizados y los de mensajes reenviados.
busy-alike = Ya estoy en ello.
compare-before = Antes
compare-after = Después

## Colors as text

text-asked = Pediste: { $colors }
text-came-out = Colores del resultado: { $colors }
text-of = { $number }: { $colors }
text-none = No conozco los colores de esta imagen.

## Forms

form-title-colors = Otros colores
form-title-recolor = Recolorear
form-title-like = Recolorear como esta
form-title-use = Usar estos colores
form-title-extract = Tomar colores
form-title-upload = La imagen ya no está
gone-again = Discord ya no tiene la imagen. Envíala otra vez y continúo.
form-colors = Colores
    .description = Hasta 7: códigos hex, nombres o el nombre de una paleta
form-colors-example = #264653 teal e9c46a
form-degree = Intensidad: cuánto cambian los colores
form-degree-option = { $percent } %
form-people = Las personas conservan sus colores
form-private = Solo yo veo el resultado
form-which = Qué imágenes
form-which-one = Qué imagen
form-files = Imágenes
form-reference = La referencia

## Why there is no picture

trouble-service-cannot = El servicio de recoloreado que usa este bot puede recolorear imágenes, pero no hacer esto.

trouble-not-a-picture = { $file } no es una imagen que pueda leer, diga lo que diga su nombre. Envía un PNG, JPEG, WebP, GIF o BMP.
trouble-picture-damaged = { $file } está dañada o cortada. Guárdala o expórtala de nuevo y envíala otra vez.
trouble-file-too-large = { $file } supera los { $limit }. Envía un archivo más pequeño.
trouble-picture-too-small = { $file } es demasiado pequeña: los dos lados deben superar los { $limit } píxeles. Envía una imagen más grande.
trouble-picture-too-large = { $file } tiene demasiados píxeles: los dos lados deben tener menos de { $limit }. Envía una imagen más pequeña.
trouble-too-many-pixels = { $file } tiene más de { $limit } millones de píxeles, demasiados para su formato. Envíala como PNG o JPEG, o más pequeña.
trouble-resolution-too-high = { $file } tiene demasiados píxeles para el servicio de recoloreado. Envía una imagen más pequeña.
trouble-no-colors = { $file } es del todo transparente, así que no tiene colores. Prueba con otra imagen.
trouble-attachment-gone = Discord ya no tiene { $file }. Envíala otra vez.
trouble-attachment-foreign = { $file } no viene de Discord. Sube la imagen con el comando.
trouble-service-wants-smaller-file = Al servicio de recoloreado { $file } le parece demasiado grande. Envía un archivo más pequeño.
trouble-refused = El servicio de recoloreado ha rechazado { $file } ({ $code }). Prueba con otra imagen.
trouble-attachment-unreachable = Discord no me ha dado { $file }. Usa el comando otra vez en un minuto.
trouble-service-busy = El servicio de recoloreado tiene demasiado trabajo ahora. Usa el comando otra vez en unos minutos.
trouble-service-out-of-credits = Se han acabado los créditos del servicio de recoloreado. Avisa a quien lleva este bot e inténtalo más tarde.
trouble-service-refused-key = El servicio de recoloreado no acepta la clave de este bot. Avisa a quien lleva este bot.
trouble-service-gone = El servicio de recoloreado ya no existe. Avisa a quien lleva este bot.
trouble-service-unreachable = No puedo contactar con el servicio de recoloreado. Usa el comando otra vez en unos minutos.
trouble-service-failed = El servicio de recoloreado ha fallado con { $file }. Usa el comando otra vez; si vuelve a fallar, prueba con otra imagen.
trouble-service-gave-up = El servicio de recoloreado lo ha intentado varias veces con { $file } y se ha rendido. Prueba con otra imagen.
trouble-submit-unanswered = El servicio de recoloreado no ha respondido, así que no sé si ha aceptado { $file }. Puede que ya se haya cobrado, por eso no la he enviado otra vez. Pulsa el botón para intentarlo de nuevo.
trouble-result-lost = El servicio de recoloreado ha perdido el resultado. Usa el comando otra vez.
trouble-service-timed-out = Recolorear { $file } tardaba demasiado y he dejado de esperar. Inténtalo más tarde o envía una imagen más pequeña.
trouble-upload-refused = Discord no ha aceptado el resultado. Inténtalo con una imagen más pequeña.
trouble-upload-failed = No he podido enviar el resultado a Discord. Usa el comando otra vez.
trouble-blocked-by-automod = El AutoMod de este servidor ha bloqueado mi mensaje con el resultado. La moderación puede decirte por qué; también puedes pedir tu imagen en otro lugar.
trouble-blocked-as-explicit = Discord considera que el resultado es contenido explícito y no lo muestra aquí. Prueba con otra imagen o en otro lugar.
trouble-blocked-as-harmful-link = El filtro de enlaces dañinos de Discord ha bloqueado mi mensaje con el resultado. Inténtalo con otro nombre de archivo y sin nombres de paletas.
trouble-thread-closed = Este hilo está bloqueado o archivado, así que Discord no me deja escribir en él. Inténtalo en uno abierto.
trouble-not-allowed-here = Discord no me deja escribir en este canal. Inténtalo en otro, o pide a la moderación que me lo permita.
trouble-files-limited = Discord ha limitado por ahora la subida de archivos en este servidor. Inténtalo más tarde o en otro lugar.
trouble-not-accepted = Discord no ha aceptado mi mensaje (error { $code }). Inténtalo de nuevo; si vuelve a pasar, avisa a quien gestiona este bot.
trouble-cancelled = Cancelado. No habrá imagen.
trouble-stranded = Me han actualizado mientras esto estaba en marcha, así que no habrá imagen. Usa el comando otra vez.
trouble-bug = Algo ha salido mal por mi parte, no por la tuya. Inténtalo de nuevo; si vuelve a pasar, dale a quien lleva este bot esta referencia: `{ $reference }`.
