//! How far an indexing run is, on a terminal.

use std::time::Duration;

use dateline_indexer::Summary;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::environment::{Environment, Stream};

/// A bar on standard error, when that is a terminal.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(super) fn new(environment: &Environment) -> Self {
        Self {
            bar: (environment.stderr == Stream::Terminal).then(|| {
                let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
                bar.set_style(style());
                bar.enable_steady_tick(Duration::from_millis(200));
                bar
            }),
        }
    }

    /// No bar, wherever standard error goes.
    pub(super) fn none() -> Self {
        Self { bar: None }
    }

    pub(super) fn begin(&self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(bytes);
        }
    }

    /// Begins a work of so many articles.
    pub(super) fn begin_counting(&self, articles: u64) {
        if let Some(bar) = &self.bar {
            bar.set_style(counting_style());
            bar.set_length(articles);
        }
    }

    pub(super) fn update_count(&self, articles: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(articles);
        }
    }

    pub(super) fn update(&self, summary: &Summary) {
        if let Some(bar) = &self.bar {
            bar.set_position(summary.bytes);
            let articles = summary.added + summary.updated;
            bar.set_message(match summary.failed {
                0 => format!("{articles} articles"),
                failed => format!("{articles} articles, {failed} failed"),
            });
        }
    }

    /// Runs something that writes to standard error without the bar in its way.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template(
        "{bar:30.cyan} {percent:>3} %  {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left · {msg}",
    )
    .expect("the template is well formed")
    .progress_chars("━━┄")
}

fn counting_style() -> ProgressStyle {
    ProgressStyle::with_template(
        "{bar:30.cyan} {percent:>3} %  {human_pos} of {human_len} articles, {eta} left",
    )
    .expect("the template is well formed")
    .progress_chars("━━┄")
}
