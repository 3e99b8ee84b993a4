//! Points, and what they are for.

/// What points are for; words and pairs by their numbers in the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// A word stands in the article so often.
    Word(usize),
    /// It stands there as typed.
    Exact(usize),
    /// Two words stand near each other.
    Near(usize),
    /// It has all of the words that any article has, or most of them.
    Coverage,
    /// A word stands there that the question has not, but the best articles have.
    Related(usize),
    /// How precisely the article meets a date of the question, by its number.
    Date(usize),
    /// How recent the article is.
    Recency,
}

/// Takes points.
pub(crate) trait Tally {
    /// Adds points for a part; each part at most once.
    fn add(&mut self, part: Part, points: f64);
}

/// The sum of points.
#[derive(Debug, Default)]
pub(crate) struct Sum(pub(crate) f64);

impl Tally for Sum {
    fn add(&mut self, _: Part, points: f64) {
        self.0 += points;
    }
}

/// Points one by one, those that are none left out.
#[derive(Debug, Default)]
pub(crate) struct Account(pub(crate) Vec<(Part, f64)>);

impl Tally for Account {
    fn add(&mut self, part: Part, points: f64) {
        if points != 0.0 {
            self.0.push((part, points));
        }
    }
}
