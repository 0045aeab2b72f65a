//! The help in a language: the program's own texts are looked up in the catalogue of the room `help` by their English words,
//! which stand at the arguments. Words of the argument parser itself, such as `Usage:`, are exchanged where it has written
//! them.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, Error};

use super::args::Args;
use super::phrases::one_word;
use super::report::one_line;
use super::site;
use crate::config::Language;
use crate::diagnostics::{Message, say};
use crate::words::{translate, translation};

/// The program's arguments, with help in `language`.
pub(super) fn command(language: Language) -> Command {
    let mut program = Args::command();
    if language == Language::English {
        return program;
    }
    program.build();
    told(program, language)
}

/// The help on the whole program.
pub(super) fn whole(language: Language) -> String {
    in_words(command(language).render_help().to_string(), language)
}

/// Every text of the help that a catalogue has to translate.
pub fn help_sentences() -> Vec<String> {
    let mut program = Args::command();
    program.build();
    let mut found = Vec::new();
    collect(&program, &mut found);
    found
}

fn collect(command: &Command, found: &mut Vec<String>) {
    let about = [command.get_about(), command.get_long_about()];
    found.extend(about.into_iter().flatten().map(ToString::to_string));
    for argument in command.get_arguments() {
        let helps = [argument.get_help(), argument.get_long_help()];
        found.extend(helps.into_iter().flatten().map(ToString::to_string));
        found.extend(value_names(argument));
        let values = argument.get_possible_values();
        found.extend(values.iter().filter_map(|value| value.get_help()).map(ToString::to_string));
    }
    // The help on the help names every command once more.
    for inner in
        command.get_subcommands().filter(|inner| command.get_name() != "help" || inner.get_name() == "help")
    {
        collect(inner, found);
    }
}

/// What stands for the values of an argument, such as `TITLE`; an argument without values has none.
fn value_names(argument: &Arg) -> Vec<String> {
    let has_values = argument.get_action().takes_values();
    let names = argument.get_value_names().filter(|_| has_values).unwrap_or_default();
    names.iter().map(ToString::to_string).collect()
}

/// `text` in `language`.
fn text(text: Option<&StyledStr>, language: Language) -> Option<String> {
    let english = text?.to_string();
    Some(translation(&english, language).map_or(english, str::to_owned))
}

fn told(command: Command, language: Language) -> Command {
    let (about, long_about) = (text(command.get_about(), language), text(command.get_long_about(), language));
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut command = command.mut_args(|argument| argument_told(argument, language));
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long_about) = long_about {
        command = command.long_about(long_about);
    }
    names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, |inner| told(inner, language)))
}

fn argument_told(argument: Arg, language: Language) -> Arg {
    let (help, long_help) = (text(argument.get_help(), language), text(argument.get_long_help(), language));
    let names: Vec<&str> =
        value_names(&argument).iter().filter_map(|name| translation(name, language)).collect();
    let argument = if names.is_empty() { argument } else { argument.value_names(names) };
    let argument = match help {
        Some(help) => argument.help(help),
        None => argument,
    };
    match long_help {
        Some(help) => argument.long_help(help),
        None => argument,
    }
}

/// Prints what `error` has to say of `arguments`: help on standard output, mistakes on standard error.
pub(super) fn print(error: &Error, arguments: &[OsString], language: Language) -> io::Result<()> {
    let folder = folder_of_site(error, arguments);
    if language == Language::English && folder.is_none() {
        return error.print();
    }
    let text = match folder {
        Some(message) => told_mistake(&message, language),
        None => printed(error, language),
    };
    let has_colours =
        if error.use_stderr() { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    let text = if has_colours { text } else { without_colours(&text) };
    if error.use_stderr() {
        io::stderr().write_all(text.as_bytes())
    } else {
        io::stdout().write_all(text.as_bytes())
    }
}

/// `text` without the sequences by which a terminal shows colours.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    plain
}

/// The text that the parser prints instead of doing something: help, the version, or what is wrong with the arguments, and the exit
/// status.
fn printed(error: &Error, language: Language) -> String {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            in_words(error.render().ansi().to_string(), language)
        }
        ErrorKind::DisplayVersion => error.render().ansi().to_string(),
        _ => told_mistake(&mistake(error), language),
    }
}

/// What is printed of a `mistake` in the arguments.
fn told_mistake(mistake: &Message, language: Language) -> String {
    let label = translate(&say!("error"), language);
    let hint = translate(&say!("`--help` shows what can be written"), language);
    format!("{label}: {}\n\n{hint}\n", translate(mistake, language))
}

/// `help` with the parser's own words exchanged.
fn in_words(mut help: String, language: Language) -> String {
    if language == Language::English {
        return help;
    }
    help = unparted(&help);
    let words = [
        ("Usage:", say!("Usage:")),
        ("Commands:", say!("Commands:")),
        ("Arguments:", say!("Arguments:")),
        ("Options:", say!("Options:")),
        ("Possible values:", say!("Possible values:")),
        ("[possible values:", say!("[possible values:")),
        ("[default:", say!("[default:")),
        ("[OPTIONS]", say!("[OPTIONS]")),
        ("[COMMAND]", say!("[COMMAND]")),
        ("<COMMAND>", say!("<COMMAND>")),
    ];
    for (english, message) in words {
        help = help.replace(english, &translate(&message, language));
    }
    let mut program = Args::command();
    program.build();
    let mut values = Vec::new();
    values_told(&program, language, &mut values);
    for (english, told) in values {
        help = help.replace(&format!(" {english}\n"), &format!(" {told}\n"));
    }
    help
}

/// `help` with the two words before the values of an argument on one line, where the margin parts them.
fn unparted(help: &str) -> String {
    let mut parts = help.split(" [possible\n");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (margin, values) = part.split_at(part.len() - part.trim_start().len());
        whole += &format!("\n{margin}[possible {values}");
    }
    whole
}

/// The meaning of the values of arguments, in English and in `language`. The parser tells them by the type of the argument, which
/// cannot be exchanged.
fn values_told(command: &Command, language: Language, told: &mut Vec<(String, &'static str)>) {
    let values = command.get_arguments().flat_map(Arg::get_possible_values);
    told.extend(values.filter_map(|value| {
        let english = value.get_help()?.to_string();
        let own = translation(&english, language)?;
        Some((english, own))
    }));
    command.get_subcommands().for_each(|inner| values_told(inner, language, told));
}

/// The mistake where somebody typed the folder of a site by itself, which every command takes behind `--root`.
fn folder_of_site(error: &Error, arguments: &[OsString]) -> Option<Message> {
    let typed = match error.kind() {
        ErrorKind::UnknownArgument => value_of(error, ContextKind::InvalidArg),
        ErrorKind::InvalidSubcommand => value_of(error, ContextKind::InvalidSubcommand),
        ErrorKind::InvalidValue => value_of(error, ContextKind::InvalidValue),
        _ => return None,
    };
    let is_typed = || arguments.iter().skip(1).any(|argument| *argument == *typed);
    if typed.starts_with('-') || !is_typed() || !Path::new(&typed).is_dir() {
        return None;
    }
    match commanded(arguments) {
        Some(command) => has_root(&command).then(|| site::behind_root(&typed)),
        None => Some(say!(
            "`{folder}` is a folder and no command; `leerlijn start --root {folder}` shows the site in it",
            folder = one_line(&one_word(&typed))
        )),
    }
}

/// The command among `arguments`.
fn commanded(arguments: &[OsString]) -> Option<Command> {
    let program = Args::command();
    let mut named = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    named.find_map(|name| program.find_subcommand(name).cloned())
}

/// Whether `command`, or one below it, is about a site.
fn has_root(command: &Command) -> bool {
    command.get_arguments().any(|argument| argument.get_long() == Some("root"))
        || command.get_subcommands().any(has_root)
}

/// The mistake in the arguments, as a sentence.
fn mistake(error: &Error) -> Message {
    let value = |kind| value_of(error, kind);
    let argument = value(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => match value(ContextKind::SuggestedArg) {
            near if near.is_empty() && argument.starts_with('-') => {
                say!("`{argument}` is no argument here", argument)
            }
            near if near.is_empty() => say!(
                "`{argument}` is no argument here; a name with spaces stands between quotation marks",
                argument
            ),
            near => say!("`{argument}` is no argument here; did you mean `{near}`?", argument, near),
        },
        ErrorKind::InvalidSubcommand => {
            let name = value(ContextKind::InvalidSubcommand);
            match value(ContextKind::SuggestedSubcommand) {
                near if near.is_empty() => say!("there is no command `{name}`", name),
                near => say!("there is no command `{name}`; did you mean `{near}`?", name, near),
            }
        }
        ErrorKind::MissingRequiredArgument => say!("this is missing: {argument}", argument),
        ErrorKind::MissingSubcommand => {
            let known = value(ContextKind::ValidSubcommand);
            say!("a command is missing; there are {known}", known)
        }
        ErrorKind::TooManyValues => {
            let given = value(ContextKind::InvalidValue);
            say!("`{argument}` has no value; leave `={given}` out", argument, given)
        }
        ErrorKind::ArgumentConflict if argument == value(ContextKind::PriorArg) => {
            say!("`{argument}` stands there twice; once is enough", argument)
        }
        ErrorKind::ArgumentConflict => {
            let other = value(ContextKind::PriorArg);
            say!("`{argument}` cannot be used together with `{other}`", argument, other)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => wrong_value(error, &argument),
        _ => {
            let text = error.to_string();
            let text = text.trim_start_matches("error: ").lines().next().unwrap_or_default().to_owned();
            say!("the command is not understood ({text})", text)
        }
    }
}

/// The mistake in the value of `argument`, as a sentence.
fn wrong_value(error: &Error, argument: &str) -> Message {
    let given = value_of(error, ContextKind::InvalidValue);
    let known = value_of(error, ContextKind::ValidValue);
    match (given.is_empty(), known.is_empty()) {
        (true, _) => say!("`{argument}` needs a value", argument),
        (false, true) if argument.starts_with("--port ") => {
            say!("`{given}` is no port: that is a number up to 65535, such as 4000", given)
        }
        (false, true) if argument.starts_with("--host ") => {
            say!("`{given}` is no address of a machine, such as 127.0.0.1", given)
        }
        (false, true) => say!("`{given}` is no value for `{argument}`", given, argument),
        (false, false) => {
            let known = if known == KINDS_OF_NEW { kinds_of_new() } else { Message::verbatim(known) };
            say!("`{given}` is no value for `{argument}`; there are {known}", given, argument, known)
        }
    }
}

/// The kinds of files that `leerlijn new` makes, as the parser names them.
const KINDS_OF_NEW: &str = "profile, module, lesson, programme, page";

/// The same in the words of a language, which the command understands too.
fn kinds_of_new() -> Message {
    say!("profile, module, lesson, programme, page")
}

/// The text that the parser of arguments gives of `kind` with a mistake; empty where it gives none.
fn value_of(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
