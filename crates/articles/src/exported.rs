//! Articles as `export` writes them, for them to be taken back as they were: a line of JSON
//! each, with all that is kept of an article, and nothing in it read a second time.

use std::borrow::Cow;

use dateline_model::{
    Article, ArticleId, ByteSpan, ContentHash, CrossCheck, DateClaim, Dateline, OffsetMap,
    PartialDate, Piece, Published, PublishedSource, SourceKey, SourceRecord, Surplus,
};
use serde::{Deserialize, Serialize};

use crate::{Refusal, RefusalCode};

/// The schema that every exported line names.
pub const EXPORT_SCHEMA: &str = "dateline.export/1";

/// A line of an export.
///
/// ```
/// use dateline_articles::{ExportLine, ExportedLine};
///
/// let line = ExportedLine::of(ExportLine::Root { path: "/news".into() });
/// let json = serde_json::to_string(&line)?;
/// assert_eq!(json, r#"{"schema":"dateline.export/1","type":"root","path":"/news"}"#);
/// assert!(ExportedLine::read(json.as_bytes()).is_some());
/// assert!(ExportedLine::read(b"{\"title\":\"x\"}").is_none());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExportedLine<'l> {
    schema: Cow<'l, str>,
    /// What it tells.
    #[serde(flatten)]
    pub line: ExportLine,
}

/// What a line of an export tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ExportLine {
    /// A folder or file that was indexed.
    Root {
        /// Its absolute path.
        path: String,
    },
    /// What is known of a source, so that it need not be read again.
    Source {
        /// The source as the index names it.
        source: String,
        /// Its size in bytes.
        size: u64,
        /// Its times in one number, as [`crate::SourceFile::times`].
        times: i64,
        /// The articles that it gave.
        articles: u64,
        /// Its records that were refused.
        refused: u64,
    },
    /// An article.
    Article(Box<ExportedArticle>),
}

/// An article of an export. Names are those of `dateline.article/1` where that has them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExportedArticle {
    id: String,
    title: String,
    text: String,
    outlet: Option<String>,
    url: Option<String>,
    byline: Option<String>,
    dateline: Option<ExportedDateline>,
    published: Option<String>,
    published_from: Option<String>,
    /// For readers; made anew from the others when it is taken back.
    #[serde(default)]
    published_reliability: Option<String>,
    published_check: Option<ExportedCheck>,
    language: Option<String>,
    path: String,
    entry: Option<String>,
    record: Option<u64>,
    /// The source as the index names it.
    source: String,
    hash: String,
    origin: ExportedOrigin,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ExportedDateline {
    place: Option<String>,
    date: Option<String>,
    agency: Option<String>,
}

/// What another source says of a publication date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ExportedCheck {
    from: String,
    date: String,
    agrees: bool,
}

/// The way from the text back to the bytes of its source.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct ExportedOrigin {
    /// First and last byte of the record, half open.
    bytes: Option<[usize; 2]>,
    /// Bytes that are more than characters: before the record, and in front of pieces.
    surplus: Option<(usize, Vec<[usize; 2]>)>,
    /// Text, source, length of each piece that stands in the source as it is; text and
    /// source counted from the end of the piece before.
    pieces: Vec<[usize; 3]>,
}

impl<'l> ExportedLine<'l> {
    /// The line that tells this.
    #[must_use]
    pub fn of(line: ExportLine) -> Self {
        Self { schema: Cow::Borrowed(EXPORT_SCHEMA), line }
    }

    /// Reads a line; `None` for one that does not name the schema, as usual JSON Lines. Takes
    /// next to no time for those.
    #[must_use]
    pub fn read(bytes: &'l [u8]) -> Option<Result<Self, Refusal>> {
        // In a string of an article quotation marks are escaped: only a value can be this.
        let marker = format!("\"{EXPORT_SCHEMA}\"");
        memchr::memmem::find(bytes, marker.as_bytes())?;
        #[derive(Deserialize)]
        struct Named<'n> {
            #[serde(borrow, default)]
            schema: Cow<'n, str>,
        }
        let named: Named<'_> = serde_json::from_slice(bytes).ok()?;
        (named.schema == EXPORT_SCHEMA).then(|| {
            serde_json::from_slice(bytes).map_err(|error| {
                let (line, column) = (error.line(), error.column());
                let detail = format!("not an exported line, see line {line}, column {column}");
                Refusal::new(RefusalCode::BadJson, detail)
            })
        })
    }
}

impl ExportedArticle {
    /// The line of an article of this source.
    #[must_use]
    pub fn of(article: &Article, source: &str) -> Self {
        let published = article.published;
        let text = |date: PartialDate| date.to_string();
        Self {
            id: article.id.to_string(),
            title: article.title.clone(),
            text: article.text.clone(),
            outlet: article.outlet.clone(),
            url: article.url.clone(),
            byline: article.byline.clone(),
            dateline: article.dateline.as_ref().map(|dateline| ExportedDateline {
                place: dateline.place.clone(),
                date: dateline.date.map(text),
                agency: dateline.agency.clone(),
            }),
            published: published.map(|published| text(published.date)),
            published_from: published.map(|published| published.source.as_str().to_owned()),
            published_reliability: published.map(|p| p.reliability().as_str().to_owned()),
            published_check: published.and_then(|published| ExportedCheck::of(published.check)),
            language: article.language.clone(),
            path: article.source.path.to_string_lossy().into_owned(),
            entry: article.source.entry.clone(),
            record: article.source.record,
            source: source.to_owned(),
            hash: article.content_hash.to_string(),
            origin: ExportedOrigin::of(&article.offsets),
        }
    }

    /// The source as the index names it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The article, as it was.
    ///
    /// # Errors
    ///
    /// A value that is none, with the name of its field.
    pub fn into_article(self) -> Result<Article, Refusal> {
        self.try_into_article().map_err(|field| {
            let detail = format!("not an exported article: its {field} is none");
            Refusal::new(RefusalCode::BadJson, detail)
        })
    }

    fn try_into_article(self) -> Result<Article, &'static str> {
        // Checked, and then taken as it is: white space at its ends is part of it.
        ArticleId::new(&self.id).map_err(|_| "id")?;
        let published = self.published()?;
        let date = |text: &String| text.parse::<PartialDate>().map_err(|_| "dateline");
        let dateline = self.dateline.as_ref();
        let dateline = dateline.map(|dateline| {
            Ok::<_, &'static str>(Dateline {
                place: dateline.place.clone(),
                date: dateline.date.as_ref().map(date).transpose()?,
                agency: dateline.agency.clone(),
            })
        });
        Ok(Article {
            id: ArticleId::from_path(&self.id, None),
            source: SourceKey { path: self.path.into(), entry: self.entry, record: self.record },
            content_hash: hash(&self.hash).ok_or("hash")?,
            outlet: self.outlet,
            url: self.url,
            title: self.title,
            byline: self.byline,
            dateline: dateline.transpose()?,
            published,
            language: self.language,
            offsets: self.origin.map(self.text.len()).ok_or("origin")?,
            text: self.text,
        })
    }

    fn published(&self) -> Result<Option<Published>, &'static str> {
        let (Some(date), Some(from)) = (&self.published, &self.published_from) else {
            return Ok(None);
        };
        let claim = claim(date, from).ok_or("publication date")?;
        let check = match &self.published_check {
            None => CrossCheck::Alone,
            Some(ExportedCheck { from, date, agrees }) => {
                let other = self::claim(date, from).ok_or("check of its publication date")?;
                match agrees {
                    true => CrossCheck::Agrees(other),
                    false => CrossCheck::Differs(other),
                }
            }
        };
        Ok(Some(Published { date: claim.date, source: claim.source, check }))
    }
}

fn claim(date: &str, from: &str) -> Option<DateClaim> {
    let source = PublishedSource::ALL.into_iter().find(|source| source.as_str() == from)?;
    Some(DateClaim { date: date.parse().ok()?, source })
}

fn hash(text: &str) -> Option<ContentHash> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
        let pair = std::str::from_utf8(pair).ok().filter(|pair| !pair.starts_with('+'))?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(ContentHash(hash))
}

impl ExportedCheck {
    fn of(check: CrossCheck) -> Option<Self> {
        let (claim, agrees) = match check {
            CrossCheck::Alone => return None,
            CrossCheck::Agrees(claim) => (claim, true),
            CrossCheck::Differs(claim) => (claim, false),
        };
        let from = claim.source.as_str().to_owned();
        Some(Self { from, date: claim.date.to_string(), agrees })
    }
}

/// No source is so large; sums of such numbers do not overflow.
const MOST: usize = 1 << 48;

impl ExportedOrigin {
    fn of(map: &OffsetMap) -> Self {
        let (mut text, mut source) = (0, 0);
        let pieces = map.pieces().iter().map(|piece| {
            let packed = [piece.text - text, piece.source - source, piece.len];
            (text, source) = (piece.text + piece.len, piece.source + piece.len);
            packed
        });
        let pieces = pieces.collect();
        let record = map.record();
        let surplus = record.and_then(|record| record.surplus.as_ref());
        Self {
            bytes: record.map(|record| [record.span.start(), record.span.end()]),
            surplus: surplus.map(|surplus| {
                let gaps = surplus.gaps.iter().map(|&(number, bytes)| [number, bytes]);
                (surplus.before, gaps.collect())
            }),
            pieces,
        }
    }

    /// The map of a text of so many bytes.
    fn map(self, length: usize) -> Option<OffsetMap> {
        let (mut text, mut source) = (0usize, 0usize);
        let mut map = OffsetMap::default();
        for [gap, source_gap, len] in self.pieces {
            let (at, from) = (text.checked_add(gap)?, source.checked_add(source_gap)?);
            (text, source) = (at.checked_add(len)?, from.checked_add(len)?);
            if text > length || source > MOST {
                return None;
            }
            map.push(Piece { text: at, source: from, len });
        }
        let Some([start, end]) = self.bytes else { return Some(map) };
        if start > end || end > MOST {
            return None;
        }
        let surplus = match self.surplus {
            None => None,
            Some((before, gaps)) => Some(Surplus { before, gaps: in_order(before, gaps)? }),
        };
        Some(map.in_record(SourceRecord { span: ByteSpan::new(start, end), surplus }))
    }
}

/// The gaps, when they are in order and no more than a source can have.
fn in_order(before: usize, gaps: Vec<[usize; 2]>) -> Option<Vec<(usize, usize)>> {
    let is_in_order = gaps.windows(2).all(|pair| pair[0][0] < pair[1][0]);
    let is_small = before <= MOST && gaps.iter().all(|[_, bytes]| *bytes <= MOST);
    (is_in_order && is_small).then(|| gaps.into_iter().map(|[n, bytes]| (n, bytes)).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn article() -> Article {
        let mut offsets = OffsetMap::verbatim(7, 10);
        offsets.push(Piece { text: 12, source: 40, len: 3 });
        let surplus = Some(Surplus { before: 3, gaps: vec![(0, 1), (2, 4)] });
        let other = DateClaim { date: "2021".parse().unwrap(), source: PublishedSource::Path };
        Article {
            id: ArticleId::from_path(" a one.txt", None),
            source: SourceKey {
                path: "/news/a.zip".into(),
                entry: Some("one.txt".into()),
                record: Some(3),
            },
            content_hash: ContentHash([0xa7; 32]),
            outlet: Some("Oxus Wire".into()),
            url: None,
            title: "A \u{202e}title\u{9b} “so”".into(),
            byline: None,
            dateline: Some(Dateline {
                place: Some("Kabul".into()),
                date: Some("2021-09".parse().unwrap()),
                agency: None,
            }),
            published: Some(Published {
                date: "2021-09-25".parse().unwrap(),
                source: PublishedSource::Url,
                check: CrossCheck::Differs(other),
            }),
            language: Some("en".into()),
            text: "0123456789\n\nabc".into(),
            offsets: offsets.in_record(SourceRecord { span: ByteSpan::new(5, 90), surplus }),
        }
    }

    fn line(article: &Article) -> String {
        let article = ExportedArticle::of(article, "/news/a.zip");
        let line = ExportedLine::of(ExportLine::Article(Box::new(article)));
        serde_json::to_string(&line).unwrap()
    }

    fn read(json: &str) -> Result<Article, Refusal> {
        match ExportedLine::read(json.as_bytes()).expect("it names the schema")?.line {
            ExportLine::Article(article) => article.into_article(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_article_comes_back_as_it_was() {
        assert_eq!(read(&line(&article())).unwrap(), article());
    }

    #[test]
    fn what_is_no_article_is_refused() {
        let json = line(&article());
        for (from, to, expected) in [
            ("\"id\":\" a one.txt\"", "\"id\":\"\\u0007\"", "its id is none"),
            ("a7a7a7", "a7a7z7", "its hash is none"),
            ("a7a7a7", "", "its hash is none"),
            ("\"2021-09-25\"", "\"2021-09-31\"", "its publication date is none"),
            ("\"path\":", "\"pa\":", "not an exported line"),
            ("\"from\":\"path\"", "\"from\":\"x\"", "its check of its publication date is none"),
            ("[2,23,3]", "[2,23,4]", "its origin is none"),
            ("[2,23,3]", "[2,18446744073709551615,3]", "its origin is none"),
            ("[5,90]", "[90,5]", "its origin is none"),
            ("[0,1],[2,4]", "[2,1],[0,4]", "its origin is none"),
        ] {
            let changed = json.replacen(from, to, 1);
            assert_ne!(changed, json, "{from}");
            let refusal = read(&changed).unwrap_err().to_string();
            assert!(refusal.contains(expected), "{from}: {refusal}");
        }
    }

    #[test]
    fn usual_lines_are_none_of_ours() {
        for json in [
            r#"{"title":"dateline.export/1","text":"x"}"#,
            r#"{"title":"x","text":"\"schema\":\"dateline.export/1\""}"#,
            r#"{"schema":"dateline.export/2","type":"article"}"#,
            "not JSON: \"dateline.export/1\"",
        ] {
            assert!(ExportedLine::read(json.as_bytes()).is_none(), "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(title: String, text: String, outlet: Option<String>) {
            let article = Article { title, text, outlet, offsets: OffsetMap::default(), ..article() };
            prop_assert_eq!(read(&line(&article)).unwrap(), article);
        }

        #[test]
        fn damaged_lines_are_refused_or_read(at in 0usize..900, byte: u8) {
            let mut json = line(&article()).into_bytes();
            let at = at % json.len();
            json[at] = byte;
            if let Some(Ok(ExportedLine { line: ExportLine::Article(article), .. })) =
                ExportedLine::read(&json)
            {
                let _ = article.into_article();
            }
        }
    }
}
