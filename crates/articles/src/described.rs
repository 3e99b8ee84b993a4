use crate::{Container, Format, SourceKind};

/// What is read of a kind of source, and what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described {
    /// The kind.
    pub kind: SourceKind,
    /// What names of files end in; none when only the first bytes tell.
    pub endings: &'static [&'static str],
    /// What an article is: a file, a line, an entry.
    pub article: &'static str,
    /// Which fields are taken, and from where.
    pub taken: &'static str,
    /// What is left behind.
    pub lost: &'static str,
}

/// Every format and then every container, with what is taken from each.
#[must_use]
pub fn described() -> Vec<Described> {
    let formats = Format::all().map(|format| {
        let (article, taken, lost) = of_format(format);
        let endings = format.rules().extensions;
        Described { kind: SourceKind::Articles(format), endings, article, taken, lost }
    });
    let containers = Container::all().map(|container| {
        let (article, taken, lost) = of_container(container);
        let endings = container.rules().endings;
        Described { kind: SourceKind::Container(container), endings, article, taken, lost }
    });
    formats.chain(containers).collect()
}

/// What an article is, what is taken, and what is lost.
fn of_format(format: Format) -> (&'static str, &'static str, &'static str) {
    match format {
        Format::Text => (
            "a file",
            "headline, byline, date, dateline and labelled lines at the top; the text",
            "page furniture",
        ),
        Format::Markdown => {
            ("a file", "front matter as fields; the text", "marks of formatting; pictures")
        }
        Format::Html => (
            "a file",
            "JSON-LD, meta and time elements; the article by its shape",
            "navigation, comments, pictures, tables' shape; pages drawn by scripts",
        ),
        Format::JsonLines => ("a line", "fields by their names, see --map", "other fields"),
        Format::Json => (
            "an object, alone, in a list or in an answer of a news service; ninjs",
            "fields by their names, see --map",
            "other fields",
        ),
        Format::Csv => (
            "a row after the first, which names the columns; comma, semicolon, tab or bar",
            "columns by their names, see --map",
            "other columns; rows with too many cells",
        ),
        Format::Tsv => (
            "a row after the first, which names the columns",
            "columns by their names, see --map",
            "other columns; rows with too many cells",
        ),
        Format::Feed => (
            "an entry of RSS, Atom, RDF or a WordPress export",
            "title, link, id, dates, authors, the fullest text; title and language of the feed",
            "categories, enclosures, comments; the rest of a text that is cut short",
        ),
        Format::Nitf => (
            "a nitf element",
            "headline, byline, place, date of issue, id, holder of rights; the paragraphs",
            "subjects, names marked in the text, tables' shape",
        ),
        Format::NewsMl => (
            "a newsItem of NewsML-G2 or NewsItem of NewsML 1 that is a text",
            "guid, headline, byline, place, dates, language, provider; inline text",
            "subjects, packages, pictures, films; items that are only referred to",
        ),
        Format::Xml => {
            ("as its root element says", "as the format that it is", "XML of any other kind")
        }
        Format::Sgml => (
            "a REUTERS element",
            "title, author, date; dateline and body, in their lines",
            "topics, places, people, exchanges, codes",
        ),
        Format::Mail => (
            "a message",
            "subject, date, id; the sender as outlet of a list, else as byline; the plain text",
            "attachments, pictures, other recipients",
        ),
        Format::Mailbox => ("a message of a mailbox", "as of mail", "as of mail"),
        Format::Docx => (
            "a file",
            "title, author, dates and language of its properties; the paragraphs",
            "notes, comments, what was deleted, pictures, tables' shape, formatting",
        ),
        Format::Odt => ("a file", "as of docx", "comments, what was deleted, pictures, formatting"),
        Format::Epub => (
            "a file",
            "title, creators, publisher, dates and language; the pages in reading order",
            "table of contents, pages apart from the text, pictures, tables' shape, formatting",
        ),
        Format::Pdf => (
            "a file",
            "title, author, language and when it was made; the text in reading order",
            "running heads, page numbers, pictures, tables' shape, formatting; scans without text",
        ),
        Format::Dispatch => (
            "a transmission of IPTC 7901 or ANPA 1312",
            "headline, byline, agency, when it was sent; the lines of the text",
            "codes of service and priority, notes to editors",
        ),
    }
}

fn of_container(container: Container) -> (&'static str, &'static str, &'static str) {
    match container {
        Container::Gzip | Container::Zstd => (
            "what is inside, by the name without this ending",
            "everything; several members are one",
            "offsets in the file",
        ),
        Container::Zip => (
            "what is inside, each entry by its name",
            "the paths, which are part of ids",
            "what has a password, or is packed by other methods than deflate and zstd",
        ),
        Container::Tar => (
            "what is inside, each entry by its name",
            "the paths, which are part of ids; times of entries",
            "links",
        ),
        Container::Warc => (
            "a response, conversion or resource that is a page, a text, XML or a table",
            "the page with its URL, character set and time of capture, encodings taken off",
            "requests, revisits, metadata; answers but 2xx; pictures, scripts, JSON; brotli",
        ),
        Container::Arc => {
            ("a record that is a page, a text, XML or a table", "as of warc", "as of warc")
        }
    }
}
