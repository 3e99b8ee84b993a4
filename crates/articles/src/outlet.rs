/// The host of a URL without `www.` and port: who publishes there, for want of a name.
pub(crate) fn host(url: &str) -> Option<&str> {
    let after_scheme = url.split_once("://")?.1;
    let authority = after_scheme.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = strip_www(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

/// An outlet as a record names it; of an address only the host.
pub(crate) fn named(outlet: &str) -> &str {
    host(outlet).unwrap_or_else(|| strip_www(outlet))
}

fn strip_www(host: &str) -> &str {
    match host.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        for (url, expected) in [
            ("https://www.example.com/2021/09/25/a", Some("example.com")),
            ("http://news.example.org:8080?q=1", Some("news.example.org")),
            ("https://user:pass@example.com/", Some("example.com")),
            ("file:///home/x", None),
            ("example.com/a", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }

    #[test]
    fn an_outlet_is_a_name_or_a_host() {
        assert_eq!(named("Oxus Wire"), "Oxus Wire");
        assert_eq!(named("www.example.com"), "example.com");
        assert_eq!(named("https://www.example.com/feed"), "example.com");
    }
}
