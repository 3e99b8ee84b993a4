//! Markup, JSON and tables that nobody wrote to be read.

use super::Measure;
use super::bad::{Bad, Fate};
use Fate::{Found, InPart, Refused};

pub(super) fn all(measure: Measure) -> Vec<Bad> {
    let many = match measure {
        Measure::Usual => 100_000,
        Measure::Full => 1_000_000,
    };
    let mut all = xml(many);
    all.extend(html(many));
    all.extend(json(many));
    all.extend([
        Bad::new(
            "ragged.csv",
            "title,text\nA,b,c,d\nB\nC,A row behind ragged ones.\n",
            InPart("damaged", "\"behind ragged ones\""),
        ),
        Bad::new(
            "quote.csv",
            "title,text\n\"never,closed\nD,A row behind an open quote.\n",
            InPart("damaged", "\"behind an open quote\""),
        ),
    ]);
    all
}

fn feed(prolog: &str, item: &str) -> String {
    format!("<?xml version=\"1.0\"?>{prolog}<rss><channel>{item}</channel></rss>")
}

fn xml(many: usize) -> Vec<Bad> {
    let mut laughs = String::from("<!DOCTYPE rss [<!ENTITY a \"ha\">");
    for pair in ('a'..='k').zip('b'..='l') {
        let (before, name) = pair;
        laughs.push_str(&format!("<!ENTITY {name} \"{}\">", format!("&{before};").repeat(10)));
    }
    laughs.push_str("]>");
    let laugh = "<item><title>A billion laughing &l;</title><description>&l;</description></item>";
    let depth = |name: &str| format!("{}{}", "<a>".repeat(many), "</a>".repeat(many)) + name;
    let attributes: String = (0..many).map(|number| format!(" a{number}=\"1\"")).collect();
    vec![
        Bad::new("laughs.xml", feed(&laughs, laugh), Found("\"billion laughing\"")),
        Bad::new("deep.xml", feed("", &format!("<item>{}", depth("</item>"))), Refused("too-deep")),
        Bad::new(
            "deep.nitf",
            format!("<nitf><body>{}", depth("</body></nitf>")),
            Refused("too-deep"),
        ),
        Bad::new(
            "attributes.xml",
            feed("", &format!("<item{attributes}><title>The attributed item</title></item>")),
            Found("\"attributed item\""),
        ),
    ]
}

fn html(many: usize) -> Vec<Bad> {
    let attributes: String = (0..many).map(|number| format!(" a{number}=1")).collect();
    let page = |body: String| format!("<html><head><title>Page</title></head><body>{body}");
    vec![
        Bad::new("divs.html", page("<div>".repeat(40_000)), Refused("too-deep")),
        Bad::new("lists.html", page("<ul><li>".repeat(40_000)), Refused("too-deep")),
        Bad::new("elements.html", page("<b>x</b>".repeat(500_000)), Refused("too-complex")),
        Bad::new("attributes.html", page(format!("<p{attributes}>x</p>")), Refused("too-complex")),
        Bad::new(
            "script.html",
            page("<p>A paragraph ahead of the unclosed script.</p><script>x <p>y".into()),
            Found("\"unclosed script\""),
        ),
    ]
}

fn json(many: usize) -> Vec<Bad> {
    let nested = format!("{}{}", "[".repeat(many), "]".repeat(many));
    vec![
        Bad::new("deep.json", "[".repeat(many), Refused("bad-json")),
        Bad::new(
            "deep-aside.json",
            format!("{{\"title\":\"x\",\"text\":\"It has a bottomless field.\",\"a\":{nested}}}"),
            Found("\"bottomless field\""),
        ),
        Bad::new(
            "deep.jsonl",
            format!(
                "{}\n{{\"title\":\"x\",\"text\":\"It follows a bottomless line.\"}}\n",
                "{\"a\":".repeat(many)
            ),
            InPart("bad-json", "\"follows a bottomless line\""),
        ),
        Bad::new(
            "twice.json",
            "{\"title\":\"One\",\"title\":\"Two\",\"text\":\"It has duplicated keys.\"}",
            Found("\"duplicated keys\""),
        ),
        Bad::new(
            "number.json",
            "{\"title\":\"x\",\"date\":1e999,\"text\":\"It has an immense number.\"}",
            Found("\"immense number\""),
        ),
        Bad::new(
            "nan.json",
            "{\"title\":\"x\",\"date\":NaN,\"text\":\"It has no number.\"}",
            Refused("bad-json"),
        ),
        Bad::new(
            "nan.jsonl",
            "{\"date\":NaN,\"text\":\"x\"}\n{\"text\":\"It follows an unnumbered line.\"}\n",
            InPart("bad-json", "\"unnumbered line\""),
        ),
    ]
}
