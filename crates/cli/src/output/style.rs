//! How text is dressed for a terminal, and how without colour.

use anstyle::{AnsiColor, Style};

use crate::environment::Colour;

/// The styles of text output, or the marks that stand in for them.
pub(crate) struct Look {
    colour: Colour,
    mark_start: String,
    mark_end: String,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A headline.
    Title,
    /// Where and when; secondary.
    Source,
    /// A note on what stands before it.
    Note,
    /// What matched.
    Light,
    /// What matched inside a headline.
    TitleLight,
}

impl Look {
    pub(crate) fn new(colour: Colour, mark_start: &str, mark_end: &str) -> Self {
        Self { colour, mark_start: mark_start.to_owned(), mark_end: mark_end.to_owned() }
    }

    /// Plain text with the usual marks.
    #[cfg(test)]
    pub(crate) fn plain() -> Self {
        Self::new(Colour::Off, "**", "**")
    }

    /// What is written before a piece of text.
    pub(crate) fn start(&self, role: Role) -> String {
        match (self.colour, role) {
            (Colour::On, _) => style(role).render().to_string(),
            (Colour::Off, Role::Light | Role::TitleLight) => self.mark_start.clone(),
            (Colour::Off, _) => String::new(),
        }
    }

    /// What is written after it.
    pub(crate) fn end(&self, role: Role) -> String {
        match (self.colour, role) {
            (Colour::On, _) => style(role).render_reset().to_string(),
            (Colour::Off, Role::Light | Role::TitleLight) => self.mark_end.clone(),
            (Colour::Off, _) => String::new(),
        }
    }

    /// The text in its role.
    pub(crate) fn dress(&self, role: Role, text: &str) -> String {
        format!("{}{text}{}", self.start(role), self.end(role))
    }
}

fn style(role: Role) -> Style {
    match role {
        Role::Title => Style::new().bold(),
        Role::Source => AnsiColor::Cyan.on_default(),
        Role::Note => Style::new().dimmed(),
        Role::Light => AnsiColor::Yellow.on_default().bold(),
        Role::TitleLight => AnsiColor::Yellow.on_default().bold().underline(),
    }
}
