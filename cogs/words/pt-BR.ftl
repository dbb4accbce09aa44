# Everything the bot says in Brazilian Portuguese; see en.ftl.

## Commands

command-recolor = recolorir
    .description = Recolorir uma imagem
command-recolor-palette = paleta
    .description = Fazer de até sete cores as cores principais da imagem
command-recolor-reference = referência
    .description = Colorir uma imagem como outra
command-recolor-auto = auto
    .description = Fazer várias versões de cor de uma imagem

command-palette = paleta
    .description = Paletas: tire de imagens, salve, veja e exclua
command-palette-extract = extrair
    .description = Encontrar as cores principais de uma imagem
command-palette-save = salvar
    .description = Salvar cores como uma paleta com nome
command-palette-list = lista
    .description = Ver as paletas que você pode usar aqui
command-palette-show = mostrar
    .description = Mostrar uma paleta com suas cores
command-palette-delete = excluir
    .description = Excluir uma paleta salva

command-settings = configurações
    .description = Como este servidor usa o bot: padrões, canais, limites

command-about = sobre
    .description = O que é o Colorway
command-help = ajuda
    .description = O que você pode fazer com o Colorway, e como
command-privacy = privacidade
    .description = O que o Colorway guarda sobre você
command-privacy-info = info
    .description = O que é guardado, e por quanto tempo
command-privacy-delete = excluir
    .description = Excluir o que está guardado sobre você

option-image = imagem
    .description = A imagem para recolorir
option-colors = cores
    .description = Até 7 cores: #264653 e9c46a turquesa …
option-reference = referência
    .description = A imagem de onde tirar as cores
option-count = quantidade
    .description = Quantas versões fazer
option-degree = intensidade
    .description = Intensidade, de 0 a 1: 0.75 é 75%, 1 muda as cores por completo
option-keep-people = manter_pessoas
    .description = As pessoas mantêm suas cores naturais
option-spoiler = spoiler
    .description = Esconder o resultado até que alguém clique
option-format = formato
    .description = O formato do resultado; auto: PNG, a não ser que o arquivo fique grande demais
menu-recolor = Recolorir esta imagem
menu-colors = Pegar as cores dela
menu-like = Recolorir como esta
menu-avatar = Recolorir avatar

option-name = nome
    .description = O nome da paleta
option-server = servidor
    .description = Para todos neste servidor; você precisa de permissão para gerenciá-lo
option-private = privado
    .description = Só você vê a resposta
option-extract-image =
    .description = A imagem cujas cores você quer
option-extract-count =
    .description = Quantas cores, de 1 a 7

## Palettes

button-keep = Salvar como paleta
form-title-keep = Salvar esta paleta
keep-name = Nome
    .description = Até { $most } caracteres. Digite em “{ option-colors }” para usar a paleta.
keep-server = Para todos neste servidor
extract-title = Cores de { $file }
extract-title-several =
    { $count ->
        [one] Cores de uma imagem
       *[other] Cores de { $count } imagens
    }
extract-use = Para usá-las, aperte “{ button-use }” ou cole os códigos em “{ option-colors }” de `/{ command-recolor } { command-recolor-palette }`.
extract-use-several = “{ button-use }” e “{ button-keep }” perguntam de qual imagem pegar as cores. “{ button-text }” mostra os códigos.
palette-use = Para usar: { $recolor-palette } com `{ option-colors }`: `{ $colors }`
palette-saved = Salva como { $name }.
palette-replaced = Salva como { $name }, no lugar da paleta que tinha esse nome.
palette-for-you = Só você pode usar, em qualquer lugar. Digite o nome em “{ option-colors }”.
palette-for-server = Todos neste servidor podem usar. Digite o nome em “{ option-colors }”.
palette-full = Já há { $most } paletas salvas, e não consigo guardar mais. Exclua uma primeiro.
palette-no-server = Aqui não é um servidor. Deixe “{ option-server }” de fora para salvar ou excluir suas próprias paletas.
palette-not-yours = Só quem pode gerenciar este servidor pode salvar ou excluir as paletas dele. Deixe “{ option-server }” de fora para as suas.
palette-unknown = Não há nenhuma paleta chamada { $name } aqui. Veja { $palette-list }, ou escolha uma enquanto digita.
palette-of-server = { $name } é uma paleta deste servidor. Quem pode gerenciá-lo pode excluí-la com “{ option-server }”.
palette-ready-made = { $name } é uma das paletas prontas, que não podem ser excluídas.
palette-deleted = { $name } foi excluída.
name-empty = Uma paleta precisa de um nome de 1 a { $most } caracteres, com letras, números ou emojis.
name-too-long = Esse nome é longo demais: no máximo { $most } caracteres.
name-odd = O nome de uma paleta não pode ter { $character }. Letras, números, espaços e emojis servem, e também - ' . & ! ?
name-is-color = { $name } já é lido como { $colors }, então uma paleta não pode ter esse nome. Escolha outro.
list-title =
    { $count ->
        [one] Uma paleta
       *[other] { $count } paletas
    }
list-of-server = deste servidor
list-none = Você ainda não salvou nenhuma paleta. Use { $palette-save }, ou { $palette-extract } em uma imagem de que você gosta.
list-hint = Também há { $count } paletas prontas: escolha uma enquanto digita em “{ option-colors }”.

## A server's settings

settings-title = Configurações deste servidor
settings-not-yours = Só quem pode gerenciar este servidor pode ver e mudar as configurações dele.
settings-degree = **Intensidade**, se o comando não disser outra coisa: { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
settings-degree-none = Intensidade padrão (100%), se o comando não disser outra coisa
settings-degree-option = Intensidade { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }, se o comando não disser outra coisa
settings-people-are-on = **Pessoas** mantêm suas cores naturais, se o comando não disser outra coisa
settings-people-are-off = **Pessoas** também são recoloridas, se o comando não disser outra coisa
settings-people-on = Manter as cores das pessoas
settings-people-off = Recolorir as pessoas também
settings-everywhere = **Canais:** todos
settings-channels = **Canais:** só { $channels }
settings-channels-none = Em todos os canais; escolha alguns para permitir só esses
settings-no-limit = **Imagens** por membro e dia: quantas quiserem
settings-limit = **Imagens** por membro e dia: { $count }
settings-jobs-none = Quantas imagens por dia os membros quiserem
settings-jobs-option =
    { $jobs ->
        [one] { $jobs } imagem por membro e dia
       *[other] { $jobs } imagens por membro e dia
    }
settings-spoiler-is-on = **Resultados** ficam sempre escondidos como spoiler
settings-spoiler-is-off = **Resultados** aparecem abertos, se o comando não disser outra coisa
settings-spoiler-on = Sempre esconder resultados
settings-spoiler-off = Mostrar resultados

## About the bot

about-title = Colorway
about-text =
    Eu recoloro imagens: com as cores que você escolher, com as de outra imagem, ou do jeito que eu achar. As pessoas podem manter suas cores naturais, e a luz e a textura ficam como estavam.

    Comece com { $recolor-palette }, ou veja { $help }. O que eu guardo, e como excluir: { $privacy-info }.
help-title = O que você pode fazer
help-text =
    { $recolor-palette } faz de até { $most } cores as cores principais da sua imagem. Escreva como quiser: `#264653 e9c46a, teal`, nomes de cores em várias línguas, um link para uma paleta, o nome de uma paleta que você salvou ou uma das { $presets } paletas prontas.
    { $recolor-reference } pega as cores de outra imagem.
    { $recolor-auto } faz de 1 a { $count } versões diferentes.
    Clique com o botão direito em uma mensagem (no celular: segure) → Apps: “{ menu-recolor }”, “{ menu-colors }”, “{ menu-like }”. Clique com o botão direito em uma pessoa → Apps: “{ menu-avatar }”.

    `{ option-degree }` define a intensidade, de 0 a 1: 0.75 é 75%. Com `{ option-keep-people }`, as pessoas mantêm suas cores naturais.

    { $palette-extract } encontra as cores de uma imagem. { $palette-save }, { $palette-list }, { $palette-show } e { $palette-delete } cuidam das suas paletas.
    { $settings } é para quem gerencia um servidor.
privacy-title = O que eu guardo
privacy-text =
    • **Imagens:** só baixo uma imagem para recolorir. Minha cópia é excluída quando o trabalho termina, e os resultados depois de { $hours } horas. O que eu publico fica no Discord até você excluir.
privacy-text-elsewhere =
    • **Imagens:** só baixo uma imagem para recolorir, e a envio ao serviço de recoloração escolhido por quem cuida deste bot. Minha cópia é excluída quando o trabalho termina. O que eu publico fica no Discord até você excluir.
privacy-rest =
    • **Trabalhos:** o que você pediu (opções, nomes de arquivos e os IDs do Discord: o seu, o do servidor e o do canal), até { $hours } horas depois do fim; para os botões embaixo de uma imagem, por 30 dias.
    • **Paletas** que você salva, até você excluir. As de um servidor ficam com ele.
    • **Contagens:** onde um servidor limita as imagens por dia, quantas você teve, até o dia seguinte.
    • **Servidores:** as configurações deles.

    Não leio mensagens nem guardo nomes. Para excluir tudo o que é seu: { $privacy-delete }
privacy-ask = Isto exclui suas paletas salvas, aquilo de que os botões embaixo das suas imagens precisam e os registros dos seus trabalhos. Não dá para desfazer. As imagens que publiquei ficam até você excluir. Onde um servidor limita as imagens por dia, sua contagem de hoje fica até a meia-noite UTC.
button-forget = Excluir meus dados
privacy-deleted = Pronto. Paletas excluídas: { $palettes }; registros de trabalhos excluídos: { $jobs }; e tudo de que seus botões precisavam.
privacy-unfinished =
    { $count ->
        [one] { $count } imagem sua ainda está em andamento, então os registros dela ficam por enquanto. Exclua de novo quando ela ficar pronta.
       *[other] { $count } imagens suas ainda estão em andamento, então os registros delas ficam por enquanto. Exclua de novo quando elas ficarem prontas.
    }
privacy-failed = Não consegui excluir tudo agora. Tente de novo em um minuto.

## Numbers and names

quoted = “{ $name }”

megabytes = { $size } MB

## Where a job is

state-received = Recebi sua imagem.
state-queued = Sua imagem está na fila…
state-recoloring = Recolorindo sua imagem…
state-making = Preparando o resultado…
state-uploading = Enviando o resultado…
place-next = Sua imagem é a próxima da fila…
place-ahead = Sua imagem está na fila, com { $ahead } na frente…

progress-since = Pedido { $time }
progress-late = Isto demora mais do que o tempo que o Discord me dá para alterar esta mensagem. Aperte o botão para ver o resultado quando estiver pronto.

## What is on its buttons

button-cancel = Cancelar
button-again = Tentar de novo
button-late = Ver o resultado
button-softer = Mais suave
button-stronger = Mais forte
button-recolor = Outras cores
button-compare = Comparar
button-input = Usar como base
button-text = Cores como texto
button-table = LUT
button-delete = Excluir
button-use = Usar em uma imagem
button-upload = Enviar de novo
button-retype = Corrigir

## How it ended well

done-late = { $person }, sua imagem está pronta.
reply-moving = O Discord não aceitou o resultado nesta mensagem, então vou enviá-lo em uma nova. Se nenhuma chegar, aperte o botão.
reply-moved = O Discord não aceitou o resultado nesta mensagem, então ele está em uma nova, logo abaixo.
sent-privately = Enviei o resultado só para você.

## What was done

what-palette = Paleta { $colors }
what-reference = Colorida como { $reference }
what-auto =
    { $count ->
        [one] Uma versão de cor
       *[other] { $count } versões de cor
    }
what-pick = Versão de cor { $number } de { $count }
what-compare = Antes e depois
what-table = Tabela de cores para Photoshop, DaVinci Resolve, OBS e outros
line-degree = intensidade { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }
line-size = { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }
line-seconds = { NUMBER($seconds, minimumFractionDigits: 1) } s
caption-palette = Em cima: as cores que você pediu. Embaixo: as cores do resultado.
caption-reference = Em cima: as cores da referência. Embaixo: as cores do resultado.
table-exact = Esta tabela muda cada cor exatamente como eu mudei na imagem.
table-fit = Mudei a mesma cor de formas diferentes em lugares diferentes, o que uma tabela não consegue fazer. Esta é a mais próxima: difere em ΔE { $difference } em média.
table-people = A tabela também recolore as pessoas, porque não sabe onde elas estão.
note-format = A imagem não pode ser { $wanted }, então é { $format }.
note-converted = Em PNG ela passa do limite de { $limit } deste chat, então é { $format }.
note-shrunk = No tamanho original ela passa do limite de { $limit } deste chat, então é { $format } de { line-size } pixels.
note-resized = O Discord não aceitou os arquivos no tamanho original, então eu os reduzi.
alt-palette = A imagem recolorida com a paleta { $colors }, intensidade { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-reference = A imagem colorida como { $reference }, intensidade { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.
alt-swatches = Amostras da paleta { $colors }.
alt-colors = Amostras das cores da imagem: { $colors }.
alt-colors-of = Cores da imagem { $number }: { $colors }.
alt-compare = A imagem antes e depois, lado a lado.
alt-table = Tabela de cores { $number }, um arquivo .cube.
alt-auto = Versão de cor { $number } de { $count } da imagem, intensidade { NUMBER($degree, style: "percent", maximumFractionDigits: 1) }.

## What is wrong with a command

colors-none = Não encontrei cores. Me dê de 1 a { $most }, por exemplo `#264653 e9c46a teal`.
colors-too-many = São { $count } cores; posso usar no máximo { $most }. Tire algumas.
colors-unknown = A cor { $position }, { $token }, não é uma cor nem uma paleta que eu conheça. Escreva em hexadecimal (`264653`, `#F0A`) ou pelo nome (`teal`), ou escolha uma paleta da lista enquanto digita.
colors-unknown-form = A cor { $position }, { $token }, não é uma cor nem uma paleta que eu conheça. Escreva em hexadecimal (`264653`, `#F0A`) ou pelo nome (`turquesa`), ou escreva o nome de uma paleta.
colors-unknown-near = A cor { $position }, { $token }, não é uma cor nem uma paleta que eu conheça. Você quis dizer { $near }?
house-elsewhere =
    { $count ->
        [one] Neste servidor, as imagens são recoloridas em { $channels }. Tente lá.
       *[other] Neste servidor, as imagens só são recoloridas em alguns canais, como { $channels }. Tente lá.
    }
house-enough =
    { $most ->
        [0] Neste servidor, ninguém pode recolorir imagens por enquanto.
        [one] Você já teve sua imagem de hoje: este servidor permite uma por dia. O próximo dia começa à meia-noite UTC.
       *[other] Você já teve suas { $most } imagens de hoje, tantas quantas este servidor permite. O próximo dia começa à meia-noite UTC.
    }
file-not-a-picture = { $file } não é uma imagem que eu possa usar. Anexe um PNG, JPEG, WebP, GIF ou BMP.
file-either = { $one } ou { $other }
file-too-large = { $file } passa de { $limit }. Anexe um arquivo menor.
option-invalid = Não consigo usar uma das opções. Escolha o comando de novo.
limit-reached =
    { $count ->
        [one] { $count } das suas imagens já está em andamento ou na espera. Aguarde até ela ficar pronta.
       *[other] { $count } das suas imagens já estão em andamento ou na espera. Aguarde até uma delas ficar pronta.
    }
limit-all =
    { $count ->
        [one] { $count } imagem já está na espera, então a sua demoraria demais. Tente de novo em alguns minutos.
       *[other] { $count } imagens já estão na espera, então a sua demoraria demais. Tente de novo em alguns minutos.
    }
unrecorded = No momento não consigo consultar nem salvar nada. Tente de novo em um minuto.
cancel-not-yours = Só quem pediu esta imagem, ou a moderação, pode cancelar.
cancel-too-late = É tarde para cancelar: o trabalho já terminou ou o resultado está sendo enviado.
late-not-yet = Ainda não está pronto. Aperte de novo em um minuto.
late-elsewhere = O resultado chegou em uma mensagem separada neste canal.
again-not-yours = Só quem pediu esta imagem pode tentar de novo. Você pode pedir a sua.
again-forgotten = Esqueci o que era isto. Use o comando de novo.
restarting = Estou reiniciando. Tente de novo em um minuto.
too-slow = Está demorando demais. Tente de novo em um minuto.
answer-not-taken = O Discord não aceitou minha resposta. Tente de novo em um minuto.
answer-refused = O Discord não me deixou mostrar minha resposta aqui. Tente em outro lugar.
command-unknown = Não conheço mais este comando. Escolha-o de novo na lista.

card-forgotten = Esqueci o que era isto. Use o comando de novo.
forgotten-form = Esqueci para que era este formulário. Comece de novo.
delete-not-yours = Só quem pediu esta imagem, ou a moderação, pode excluí-la.
delete-failed = O Discord não me deixou excluir isto. Tente de novo em um minuto.
no-picture-there = Não encontrei ali nenhuma imagem que eu possa usar. Aceito PNG, JPEG, WebP, GIF e BMP: arquivos, imagens de cartões e de prévias de links, figurinhas, emojis personalizados e os de mensagens encaminhadas.
busy-alike = Já estou fazendo isso.
compare-before = Antes
compare-after = Depois

## Colors as text

text-asked = Você pediu: { $colors }
text-came-out = Cores do resultado: { $colors }
text-of = { $number }: { $colors }
text-none = Não conheço as cores desta imagem.

## Forms

form-title-colors = Outras cores
form-title-recolor = Recolorir
form-title-like = Recolorir como esta
form-title-use = Usar estas cores
form-title-extract = Pegar cores
form-title-upload = A imagem sumiu
gone-again = O Discord não tem mais a imagem. Envie de novo e eu continuo.
form-colors = Cores
    .description = Até 7: códigos hex, nomes ou o nome de uma paleta
form-colors-example = #264653 teal e9c46a
form-degree = Intensidade: quanto as cores mudam
form-degree-option = { $percent }%
form-people = As pessoas mantêm suas cores
form-private = Só eu vejo o resultado
form-which = Quais imagens
form-which-one = Qual imagem
form-files = Imagens
form-reference = A referência

## Why there is no picture

trouble-service-cannot = O serviço de recoloração que este bot usa pode recolorir imagens, mas não fazer isto.

trouble-not-a-picture = { $file } não é uma imagem que eu consiga ler, diga o nome o que disser. Envie um PNG, JPEG, WebP, GIF ou BMP.
trouble-picture-damaged = { $file } está danificada ou cortada. Salve ou exporte de novo e envie outra vez.
trouble-file-too-large = { $file } passa de { $limit }. Envie um arquivo menor.
trouble-picture-too-small = { $file } é pequena demais: os dois lados precisam ter mais de { $limit } pixels. Envie uma imagem maior.
trouble-picture-too-large = { $file } tem pixels demais: os dois lados precisam ter menos de { $limit } pixels. Envie uma imagem menor.
trouble-too-many-pixels = { $file } tem mais de { $limit } milhões de pixels, demais para o formato. Envie como PNG ou JPEG, ou menor.
trouble-resolution-too-high = { $file } tem pixels demais para o serviço de recoloração. Envie uma imagem menor.
trouble-no-colors = { $file } é toda transparente, então não tem cores. Tente outra imagem.
trouble-attachment-gone = O Discord não tem mais { $file }. Envie de novo.
trouble-attachment-foreign = { $file } não vem do Discord. Envie a imagem com o comando.
trouble-service-wants-smaller-file = O serviço de recoloração acha { $file } grande demais. Envie um arquivo menor.
trouble-refused = O serviço de recoloração recusou { $file } ({ $code }). Tente outra imagem.
trouble-attachment-unreachable = O Discord não me deu { $file }. Use o comando de novo em um minuto.
trouble-service-busy = O serviço de recoloração está com trabalho demais agora. Use o comando de novo em alguns minutos.
trouble-service-out-of-credits = Os créditos do serviço de recoloração acabaram. Avise quem cuida deste bot e tente mais tarde.
trouble-service-refused-key = O serviço de recoloração não aceita a chave deste bot. Avise quem cuida deste bot.
trouble-service-gone = O serviço de recoloração não existe mais. Avise quem cuida deste bot.
trouble-service-unreachable = Não consigo contato com o serviço de recoloração. Use o comando de novo em alguns minutos.
trouble-service-failed = O serviço de recoloração falhou com { $file }. Use o comando de novo; se falhar outra vez, tente outra imagem.
trouble-service-gave-up = O serviço de recoloração tentou { $file } várias vezes e desistiu. Tente outra imagem.
trouble-submit-unanswered = O serviço de recoloração não respondeu, então não sei se ele aceitou { $file }. Pode já ter sido cobrado, por isso não enviei de novo. Aperte o botão para tentar mais uma vez.
trouble-result-lost = O serviço de recoloração perdeu o resultado. Use o comando de novo.
trouble-service-timed-out = Recolorir { $file } demorou demais, então parei de esperar. Tente mais tarde, ou envie uma imagem menor.
trouble-upload-refused = O Discord não aceitou o resultado. Tente com uma imagem menor.
trouble-upload-failed = Não consegui enviar o resultado ao Discord. Use o comando de novo.
trouble-blocked-by-automod = O AutoMod deste servidor bloqueou minha mensagem com o resultado. A moderação pode dizer por quê; você também pode pedir sua imagem em outro lugar.
trouble-blocked-as-explicit = O Discord considera o resultado conteúdo explícito e não o mostra aqui. Tente outra imagem ou outro lugar.
trouble-blocked-as-harmful-link = O filtro de links nocivos do Discord bloqueou minha mensagem com o resultado. Tente com outro nome de arquivo e sem nomes de paletas.
trouble-thread-closed = Este tópico está trancado ou arquivado, então o Discord não me deixa escrever nele. Tente em um tópico aberto.
trouble-not-allowed-here = O Discord não me deixa escrever neste canal. Tente em outro, ou peça à moderação que me permita.
trouble-files-limited = O Discord limitou por enquanto o envio de arquivos neste servidor. Tente mais tarde ou em outro lugar.
trouble-not-accepted = O Discord não aceitou minha mensagem (erro { $code }). Tente de novo; se acontecer outra vez, avise quem administra este bot.
trouble-cancelled = Cancelado. Não haverá imagem.
trouble-stranded = Recebi uma atualização no meio do caminho, então não haverá imagem. Use o comando de novo.
trouble-bug = Algo deu errado do meu lado, não do seu. Tente de novo; se acontecer outra vez, passe a quem cuida deste bot esta referência: `{ $reference }`.
