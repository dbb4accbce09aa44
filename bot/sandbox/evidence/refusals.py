"""The errors that the sandbox answers, by their codes."""

from bot.sandbox.evidence.sources import GUESS, REPORTED, Rule, docs, guess

_CODES = docs("topics/opcodes-and-status-codes", "JSON Error Codes")
_ERRORS = docs("reference", "Error Messages")

ERRORS: dict[int, Rule] = {
    0: Rule("401, 404, 405 and 429 without a code of their own", REPORTED),
    10002: Rule("Unknown Application", _CODES),
    10003: Rule("Unknown Channel", _CODES),
    10004: Rule("Unknown Guild", _CODES),
    10007: Rule("Unknown Member", _CODES),
    10008: Rule("Unknown Message", _CODES),
    10013: Rule("Unknown User", _CODES),
    10015: Rule("Unknown Webhook: a token that was never acknowledged, too", _CODES),
    10062: Rule("Unknown interaction: a callback after three seconds", _CODES),
    10063: Rule("Unknown application command", _CODES),
    20009: Rule("Explicit content, with status 400", _CODES),
    30032: Rule("Too many application commands", _CODES),
    40005: Rule("A file or a request is too large, with status 413", _CODES),
    40060: Rule("Interaction has already been acknowledged", _CODES),
    40094: Rule("Too many follow-ups of a user-installed app", _CODES),
    50001: Rule("Missing Access: a channel that the bot cannot see", _CODES),
    50005: Rule("A message of another author cannot be edited", _CODES),
    50006: Rule("An empty message", _CODES),
    50013: Rule("Missing Permissions", _CODES),
    50027: Rule("Invalid webhook token: after 15 minutes", _CODES),
    50035: Rule("Invalid form body, with every fault at its place", _ERRORS),
    50083: Rule("An archived thread, with status 403", "discord-api-docs #5517, #7707"),
    50109: Rule("The body is no JSON", _CODES),
    160005: Rule("A locked thread; status 403", guess("the code is listed, the status is not")),
    200000: Rule(
        "AutoMod blocked the text, with status 400",
        docs("change-log", "User-Installed Apps General Availability"),
    ),
    240000: Rule("A harmful link; status 400", guess("the code is listed, the status is not")),
}

FORM_ERRORS: dict[str, Rule] = {
    "APPLICATION_COMMANDS_DUPLICATE_NAME": Rule("Two commands share type and name", REPORTED),
    "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID": Rule(
        "A menu command has a description", guess("the rule is documented, the code is not")
    ),
    "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID": Rule(
        "A menu command has options", guess("the rule is documented, the code is not")
    ),
    "APPLICATION_COMMAND_INTEGRATION_TYPE_UNSUPPORTED": Rule(
        "A command wants an install type that the application does not support",
        guess("“as long as any included contexts are already supported”; the code is not known"),
    ),
    "APPLICATION_COMMAND_INVALID_NAME": Rule("A name breaks the pattern", REPORTED),
    "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID": Rule(
        "Autocompletion beside choices", guess("the rule is documented, the code is not")
    ),
    "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID": Rule(
        "Bounds of another type of option", guess("the rule is documented, the code is not")
    ),
    "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID": Rule(
        "Choices where none may be", guess("the rule is documented, the code is not")
    ),
    "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME": Rule(
        "Two options share a name", guess("the rule is documented, the code is not")
    ),
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID": Rule(
        "A required option after an optional one", REPORTED
    ),
    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID": Rule(
        "Subcommands beside other options, or nested too deep", REPORTED
    ),
    "APPLICATION_COMMAND_TOO_LARGE": Rule("More than 8000 characters", REPORTED),
    "ATTACHMENT_NOT_FOUND": Rule(
        "`attachments` lists what is neither in the message nor in the request", GUESS
    ),
    "BASE_TYPE_BAD_LENGTH": Rule("A length outside its bounds", REPORTED),
    "BASE_TYPE_CHOICES": Rule("A value that is none of those allowed", _ERRORS),
    "BASE_TYPE_MAX_LENGTH": Rule("A length above its bound", REPORTED),
    "BASE_TYPE_REQUIRED": Rule("A field is missing", _ERRORS),
    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE": Rule(
        "A button has a custom id and a URL", REPORTED
    ),
    "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED": Rule(
        "A button without label and emoji", guess("the rule is documented, the code is not")
    ),
    "COMPONENT_CUSTOM_ID_DUPLICATED": Rule("Two components share a custom id", REPORTED),
    "COMPONENT_CUSTOM_ID_INVALID": Rule("A custom id is no text", GUESS),
    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED": Rule("More than 4000 characters", REPORTED),
    "COMPONENT_ID_DUPLICATED": Rule(
        "Two components share an id", guess("the rule is documented, the code is not")
    ),
    "COMPONENT_ID_INVALID": Rule("A component's id is no number", GUESS),
    "COMPONENT_LAYOUT_WIDTH_EXCEEDED": Rule("A menu beside other components", REPORTED),
    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED": Rule("More than 40 components", REPORTED),
    "EMBED_REFERENCED_ATTACHMENT_NOT_FOUND": Rule(
        "An embed shows a file that the message has not",
        guess("Discord may accept the embed and show nothing"),
    ),
    "LIST_TYPE_CONVERT": Rule("No list", GUESS),
    "MAX_EMBED_SIZE_EXCEEDED": Rule("More than 6000 characters in embeds", REPORTED),
    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2": Rule(
        "Content or embeds beside Components V2", REPORTED
    ),
    "MODEL_TYPE_CONVERT": Rule("No object", "discord-api-docs #3784"),
    "NUMBER_TYPE_COERCE": Rule("No number, or no snowflake", REPORTED),
    "NUMBER_TYPE_MAX": Rule("A number above its bound", REPORTED),
    "NUMBER_TYPE_MIN": Rule("A number below its bound", REPORTED),
    "SELECT_COMPONENT_DEFAULT_VALUES_TOO_MANY": Rule(
        "More default values than a menu takes", guess("the rule is documented, the code is not")
    ),
    "SELECT_COMPONENT_OPTIONS_TOO_FEW": Rule("A menu takes more values than it has options", GUESS),
    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED": Rule("Two options share a value", REPORTED),
    "SET_TYPE_ALREADY_CONTAINS_VALUE": Rule("A value twice in a set", REPORTED),
    "STRING_TYPE_CONVERT": Rule("No text", GUESS),
    "UNFURLED_MEDIA_ITEM_ATTACHMENT_REQUIRED": Rule(
        "A file component shows something else than an attachment",
        guess("the rule is documented, the code is not"),
    ),
    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND": Rule(
        "A component shows a file that the message has not", REPORTED
    ),
    "URL_TYPE_INVALID_SCHEME": Rule("A URL of another scheme", REPORTED),
}
