//! Tables of queries and what they are read as, and what holds for any text.

use proptest::prelude::*;

use super::*;

/// The query in its canonical form, and each of its notes as the part it is about.
fn read(text: &str) -> String {
    match parse(text) {
        Ok(query) => {
            let notes =
                query.notes.iter().map(|note| format!(" [{:?} {}]", note.kind, note.written));
            format!("{query}{}", notes.collect::<String>())
        }
        Err(error) => {
            let part = error.span.of(text).expect("the span is one of the query");
            format!("{:?} at {part}", error.kind)
        }
    }
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn words_and_operators() {
    check(&[
        ("", "*"),
        (" \n\t ", "*"),
        ("\u{feff}", "*"),
        ("*", "*"),
        ("massoud", "massoud"),
        ("  safe   house ", "safe house"),
        ("safe AND house", "safe house"),
        ("fled OR escaped", "fled OR escaped"),
        ("massoud fled OR saleh escaped", "massoud fled OR saleh escaped"),
        ("massoud (fled OR escaped)", "massoud (fled OR escaped)"),
        ("(fled OR escaped) AND massoud", "(fled OR escaped) massoud"),
        ("a OR (b OR c)", "a OR b OR c"),
        ("((((a))))", "a"),
        ("a AND (b c)", "a b c"),
        ("and or not And Or", "and or not And Or"),
        ("massoud -fled", "massoud NOT fled"),
        ("massoud NOT fled", "massoud NOT fled"),
        ("massoud AND NOT fled", "massoud NOT fled"),
        ("massoud -\"safe house\"", "massoud NOT \"safe house\""),
        ("massoud -(fled escaped)", "massoud NOT (fled escaped)"),
        ("massoud -(fled OR escaped)", "massoud NOT (fled OR escaped)"),
        ("massoud -place:Turkey", "massoud NOT place:Turkey"),
        ("-fled", "* NOT fled"),
        ("NOT fled -escaped", "* NOT fled NOT escaped"),
        ("a OR -b", "a OR * NOT b"),
        ("NOT NOT a", "a"),
        ("NOT -a", "a"),
        ("-(-a)", "* NOT (* NOT a)"),
        ("+massoud +\"safe house\"", "+massoud +\"safe house\""),
    ]);
}

#[test]
fn dashes_before_words() {
    check(&[
        ("Massoud –Turkey", "Massoud NOT Turkey [DashAsMinus –Turkey]"),
        ("Massoud \u{2212}Turkey", "Massoud NOT Turkey [DashAsMinus \u{2212}Turkey]"),
        ("Massoud\u{a0}–Turkey", "Massoud NOT Turkey [DashAsMinus –Turkey]"),
        ("–fled", "* NOT fled [DashAsMinus –fled]"),
        ("a –\"b c\"", "a NOT \"b c\" [DashAsMinus –]"),
        ("a –(b OR c)", "a NOT (b OR c) [DashAsMinus –]"),
        ("a –place:Turkey", "a NOT place:Turkey [DashAsMinus –place:Turkey]"),
        ("person:(a –b)", "person:a NOT person:b [DashAsMinus –b]"),
        ("person:–a", "person:–a [SignInValue person:–a]"),
        ("a —b", "a b [DashAsText —b]"),
        ("he left – Turkey said", "he left – Turkey said"),
        ("he left — Turkey said", "he left — Turkey said"),
        ("he left —Turkey said— yesterday", "he left Turkey said— yesterday [DashAsText —Turkey]"),
        ("he left –Turkey said– yesterday", "he left Turkey said– yesterday [DashAsText –Turkey]"),
        ("Kabul–Dushanbe a—b", "Kabul–Dushanbe a—b"),
        ("\"al Qaeda\"–linked", "\"al Qaeda\" linked"),
        ("at \u{2212}5", "at 5 [DashAsText \u{2212}5]"),
        ("1914 –1918", "1914 1918 [DashAsText –1918]"),
        ("a –", "a –"),
    ]);
}

#[test]
fn plain_text_of_every_kind() {
    check(&[
        ("O'Brien", "O'Brien"),
        ("O’Brien", "O’Brien"),
        ("Saleh's brother", "Saleh's brother"),
        ("al-Qaeda", "al-Qaeda"),
        ("-", "NothingAsked at -"),
        ("Kabul - Dushanbe", "Kabul - Dushanbe"),
        ("--wait", "--wait"),
        ("25,000 men", "25,000 men"),
        ("AT&T", "AT&T"),
        ("Dushanbe: safe", "Dushanbe: safe"),
        ("note: text", "note: text"),
        ("12:30", "12:30"),
        ("https://example.com/a?b=c:d", "https://example.com/a?b=c:d"),
        ("http://example.com/Kabul_(city) fled", "http://example.com/Kabul_(city) fled"),
        ("(see www.example.com/a)", "see www.example.com/a"),
        ("place://x", "place://x"),
        ("Massoud (L)", "Massoud L"),
        ("Massoud(L)", "Massoud L"),
        ("what happened?", "what happened?"),
        ("Душанбе 東京", "Душанбе 東京"),
        ("a\u{0}b", "a\u{0}b"),
        ("the '90s and the workers' rights", "the '90s and the workers' rights"),
        ("Sana‘a", "Sana‘a"),
    ]);
}

#[test]
fn quotes_of_every_kind() {
    check(&[
        ("\"safe house\"", "\"safe house\""),
        ("“safe house”", "\"safe house\""),
        ("„safe house“", "\"safe house\""),
        ("«safe house»", "\"safe house\""),
        ("»safe house«", "\"safe house\""),
        ("“safe house\"", "\"safe house\""),
        ("‘safe house’", "\"safe house\""),
        ("‘the brother’s house’ fled", "\"the brother’s house\" fled"),
        ("‘tis the season", "‘tis the season"),
        ("‘the \"safe\" house’", "\"the  safe  house\""),
        ("\"a b\"-linked", "\"a b\" linked"),
        ("\"a b\", c", "\"a b\" c"),
        ("a\"b c\"d", "a \"b c\" d"),
        ("\"\"", "NothingAsked at \"\""),
        ("\"OR\"", "\"OR\""),
        ("\"person:x\"", "\"person:x\""),
        ("\"safe house", "\"safe house\" [UnclosedQuote \"]"),
        ("massoud “safe house ", "massoud \"safe house\" [UnclosedQuote “]"),
        ("massoud \"", "massoud [UnclosedQuote \"]"),
    ]);
}

#[test]
fn fields() {
    check(&[
        ("person:Massoud", "person:Massoud"),
        ("Person:Massoud", "person:Massoud"),
        ("who:Saleh where:Dushanbe", "person:Saleh place:Dushanbe"),
        ("people:a location:b source:c publisher:d", "person:a place:b source:c outlet:d"),
        ("title:resistance", "title:resistance"),
        ("person:\"Ahmad Massoud\"", "person:\"Ahmad Massoud\""),
        ("person:“Ahmad Massoud” fled", "person:\"Ahmad Massoud\" fled"),
        ("person:‘Ahmad Massoud’", "person:\"Ahmad Massoud\""),
        ("person:O'Brien", "person:O'Brien"),
        ("person:Ahmad Massoud", "person:Ahmad Massoud"),
        ("person:-x", "person:-x [SignInValue person:-x]"),
        ("person:OR", "person:OR"),
        ("place:(Tajikistan OR Turkey)", "place:Tajikistan OR place:Turkey"),
        ("person:(Ahmad -Shah)", "person:Ahmad NOT person:Shah"),
        ("title:(Massoud - the leader)", "title:Massoud title:the title:leader"),
        ("outlet:https://example.com/(a)", "outlet:https://example.com/(a)"),
        ("person: Massoud", "person: Massoud [SpaceAfterField person:]"),
        ("agency:Reuters", "agency:Reuters [NoField agency:]"),
        ("agency:\"Oxus Wire\"", "agency: \"Oxus Wire\" [NoField agency:]"),
    ]);
}

#[test]
fn names_as_printed() {
    check(&[
        ("person:=\"Ahmed Masood\"", "person:=\"Ahmed Masood\""),
        ("person:=Massoud", "person:=\"Massoud\""),
        ("person:=“Ahmed Masood” fled", "person:=\"Ahmed Masood\" fled"),
        ("person:=‘Ahmed Masood’", "person:=\"Ahmed Masood\""),
        ("-person:=Massoud", "* NOT person:=\"Massoud\""),
        ("where:=Paris", "place:=\"Paris\""),
        ("person:(=Massoud OR =\"A. Saleh\")", "person:=\"Massoud\" OR person:=\"A. Saleh\""),
        ("person:(Ahmad -=Massoud)", "person:Ahmad NOT person:=\"Massoud\""),
        ("person:(a -= b)", "person:a person:b"),
        ("person:(a -=\"b\")", "person:a NOT person:=\"b\""),
        ("person:(a = b)", "person:a person:b"),
        ("person:a=b", "person:a=b"),
        ("a =b =\"c\"", "a =b = \"c\""),
        ("(=b)", "=b"),
        ("person:=", "EmptyValue(Person) at person:="),
        ("person:=\"\"", "EmptyValue(Person) at person:=\"\""),
        ("person:=(a)", "EmptyValue(Person) at person:="),
        ("title:=\"a b\"", "NothingPrinted(Title) at title:="),
        ("near:=Kabul", "NothingPrinted(Near) at near:="),
        ("outlet:(=b)", "NothingPrinted(Outlet) at ="),
        ("date:=2021", "DateForm(\"=2021\") at date:=2021"),
    ]);
}

#[test]
fn surroundings() {
    check(&[
        ("near:Dushanbe", "near:\"Dushanbe\"~50km"),
        ("near:Dushanbe~100km", "near:\"Dushanbe\"~100km"),
        ("near:\"Dushanbe\"~100km fled", "near:\"Dushanbe\"~100km fled"),
        ("near:\"Paris, Texas\"~50mi", "near:\"Paris, Texas\"~80.467km"),
        ("near:“Kabul”~.5km", "near:\"Kabul\"~0.5km"),
        ("near:\"Paris, Texas~50mi\"", "near:\"Paris, Texas\"~80.467km"),
        ("near:\"a~5km\"~9km", "near:\"a~5km\"~9km"),
        ("near:48.85,2.35~10km", "near:\"48.85,2.35\"~10km"),
        ("near:-33.9,151.2", "near:\"-33.9,151.2\"~50km"),
        ("near:Dushanbe~100km)", "UnopenedGroup at )"),
        ("(near:\"Dushanbe\"~100km)", "near:\"Dushanbe\"~100km"),
        ("nearby:Kabul -near:Balkh~9km", "near:\"Kabul\"~50km NOT near:\"Balkh\"~9km"),
        (
            "near:(Kabul~9km OR \"Mazar-i-Sharif\"~20km OR Balkh)",
            "near:\"Kabul\"~9km OR near:\"Mazar-i-Sharif\"~20km OR near:\"Balkh\"~50km",
        ),
        ("near:Kabul~100", "DistanceForm(\"~100\") at near:Kabul~100"),
        ("near:\"Kabul\"~far away", "DistanceForm(\"~far\") at near:\"Kabul\"~far"),
        ("near:Kabul~", "DistanceForm(\"~\") at near:Kabul~"),
        ("near:~5km", "EmptyValue(Near) at near:~5km"),
        ("near:\"\"~5km", "EmptyValue(Near) at near:\"\"~5km"),
        ("near:", "near: [SpaceAfterField near:]"),
        ("\"Kabul\"~100km", "\"Kabul\" ~100km [PlainText ~100km]"),
        ("person:(near) near:a", "person:near near:\"a\"~50km"),
        ("NEAR/5 near", "MissingOperand(Near) at NEAR/5"),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("date:2021", "date:2021"),
        ("when:2021-09", "date:2021-09"),
        ("date:2021-09-06", "date:2021-09-06"),
        ("date:\"2021-09-06\"", "date:2021-09-06"),
        ("date:2021-09-01..2021-09-15", "date:2021-09-01..2021-09-15"),
        ("date:\"2021-09 .. 2021-10\"", "date:2021-09-01..2021-10-31"),
        ("date:2021..", "date:2021-01-01.."),
        ("date:..2021-09", "date:..2021-09-30"),
        ("date:>=2021-09", "date:2021-09-01.."),
        ("published:<2021", "published:..2020-12-31"),
        ("-date:2021", "* NOT date:2021"),
        ("date:(2020 OR 2021-09)", "date:2020 OR date:2021-09"),
        ("date:..", "date:.."),
        ("date:\"within 2021-09\"", "date:\"within 2021-09\""),
    ]);
}

/// The query without its notes, and each note in full.
fn read_on_a_day(text: &str) -> String {
    let today = dateline_model::Day::constant(2026, 11, 21);
    match parse_on(Some(today), text) {
        Ok(query) => {
            let notes = query.notes.iter().map(|note| format!(" [{note}]"));
            format!("{query}{}", notes.collect::<String>())
        }
        Err(error) => format!("{:?}", error.kind),
    }
}

#[test]
fn dates_as_people_write_them_are_told_of() {
    for (text, expected) in [
        (
            "fled date:\"last week\"",
            "fled date:2026-11-09..2026-11-15 \
             [date:\"last week\" is read as 2026-11-09..2026-11-15]",
        ),
        (
            "date:last week fled",
            "date:2026-11-09..2026-11-15 fled \
             [date:\"last week\" is read as 2026-11-09..2026-11-15]",
        ),
        (
            "published:yesterday",
            "published:2026-11-20 [published:\"yesterday\" is read as 2026-11-20]",
        ),
        (
            "date:6 september 2021 house",
            "date:2021-09-06 house [date:\"6 september 2021\" is read as 2021-09-06]",
        ),
        (
            "date:2020 to 2021 fled",
            "date:2020-01-01..2021-12-31 fled \
             [date:\"2020 to 2021\" is read as 2020-01-01..2021-12-31]",
        ),
        ("date:2021 may fled", "date:2021 may fled"),
        ("date:2021 to power", "date:\"2021\" to power"),
        (
            "date:(yesterday OR 2021)",
            "date:2026-11-20 OR date:2021 [date:\"yesterday\" is read as 2026-11-20]",
        ),
        (
            "date:\"within last year\"",
            "date:\"within 2025\" [date:\"within last year\" is read as 2025]",
        ),
    ] {
        assert_eq!(read_on_a_day(text), expected, "{text}");
    }
}

#[test]
fn operators_of_other_tools() {
    check(&[
        ("massoud || saleh", "massoud saleh [ForeignOperator ||]"),
        ("massoud W/5 saleh", "massoud saleh [ForeignOperator W/5]"),
        ("!fled", "!fled [ForeignOperator !fled]"),
        ("W/5", "NothingAsked at W/5"),
        ("https://example.com/~user/*", "https://example.com/~user/*"),
    ]);
}

#[test]
fn patterns() {
    check(&[
        ("massou*", "massou*"),
        ("m?ss*d, *soud", "m?ss*d *soud"),
        ("what happened?", "what happened?"),
        ("happened?", "happened? [QuestionMark happened?]"),
        ("text:hous?", "text:hous?"),
        ("title:(hous? OR massou*)", "title:hous? OR title:massou*"),
        ("person:mass* place:dush*", "person:mass* place:dush*"),
        ("\"safe hous*\"", "\"safe hous*\" [WildcardInQuotes \"safe hous*\"]"),
        ("al-qae*", "al-qae* [SeveralWords al-qae*]"),
        ("wasic~ wasic~1 wasic~2", "wasic~ wasic~1 wasic~2"),
        ("person:wasic~", "person:wasic~"),
        ("wasic~9", "EditsForm(\"~9\") at wasic~9"),
        ("near:Kab*", "near:\"Kab*\"~50km"),
    ]);
}

#[test]
fn gaps_and_weights() {
    check(&[
        ("\"safe house\"~3", "\"safe house\"~3"),
        ("“safe house”~3 fled", "\"safe house\"~3 fled"),
        ("title:\"safe house\"~3", "title:\"safe house\"~3"),
        ("\"safe house\"~3^2", "\"safe house\"~3^2"),
        ("\"safe house\"^2~3", "\"safe house\"~3^2"),
        ("\"safe house\"~", "GapForm(\"~\") at ~"),
        ("\"safe house\"~1001", "GapForm(\"~1001\") at ~1001"),
        ("person:\"a b\"~3", "person:\"a b\" [NoEffect person:\"a b\"~3]"),
        ("(a OR b)~3", "a OR b [NoEffect ~3]"),
        ("saleh^2 fled", "saleh^2 fled"),
        ("(a OR b)^.5", "(a OR b)^0.5"),
        ("title:saleh^2", "title:saleh^2"),
        ("person:(a OR b)^2", "(person:a OR person:b)^2"),
        ("-saleh^2", "* NOT saleh^2"),
        ("place:x^2", "place:x [BoostOfFilter place:x^2]"),
        ("saleh^0", "BoostForm(\"^0\") at saleh^0"),
        ("\"a b\"^101", "BoostForm(\"^101\") at ^101"),
        ("date:2021^2", "DateForm(\"2021^2\") at date:2021^2"),
    ]);
}

#[test]
fn required_parts() {
    check(&[
        ("+massoud fled", "+massoud fled"),
        ("+the house", "+the house"),
        ("a OR +b", "a OR +b"),
        ("+a", "a"),
        ("(+a) b", "a b"),
        ("+(a OR b) c", "+(a OR b) c"),
        ("-+a b", "-+a b"),
        ("b -(+a)", "b NOT a"),
        ("C++ a+b", "C++ a+b"),
        ("+", "NothingAsked at +"),
    ]);
}

#[test]
fn near_each_other() {
    check(&[
        ("a NEAR/5 b", "a NEAR/5 b"),
        ("a NEAR b", "a NEAR/10 b [UsualNear NEAR]"),
        ("a NEAR/5 b NEAR/9 c", "a NEAR/5 b NEAR/9 c"),
        ("(a NEAR/5 b) NEAR/9 c", "(a NEAR/5 b) NEAR/9 c"),
        ("x a NEAR/5 b y", "x a NEAR/5 b y"),
        ("a NEAR/5 b OR c", "a NEAR/5 b OR c"),
        ("a NEAR/5 (b OR c)", "a NEAR/5 (b OR c)"),
        ("NOT a NEAR/5 b", "* NOT a NEAR/5 b"),
        ("x -a NEAR/5 b", "x NOT a NEAR/5 b"),
        ("+a NEAR/5 b c", "+a NEAR/5 b c"),
        ("crime NEAR/5 person:*", "crime NEAR/5 has:person"),
        ("\"safe house\"~2 NEAR/0 massou*", "\"safe house\"~2 NEAR/0 massou*"),
        ("a^2 NEAR/5 b", "a NEAR/5 b [BoostInNear a^2]"),
        ("(a NEAR/5 b)^2", "(a NEAR/5 b)^2"),
        ("text:(a NEAR/5 b)", "text:a NEAR/5 text:b"),
        ("near/5 Near a near b", "Near a near b [ForeignOperator near/5]"),
        ("NEAR Kabul", "near Kabul [NearAsWord NEAR]"),
        ("Kabul NEAR", "Kabul near [NearAsWord NEAR]"),
        ("\"NEAR\" b", "\"NEAR\" b"),
        ("a NEAR/5", "MissingOperand(Near) at NEAR/5"),
        ("a NEAR/5 OR b", "MissingOperand(Near) at NEAR/5"),
        ("a NEAR/2000 b", "NearForm(\"NEAR/2000\") at NEAR/2000"),
        ("a NEAR/ b", "NearForm(\"NEAR/\") at NEAR/"),
        ("a NEAR/5 (b c)", "NotNear at (b c)"),
        ("a NEAR/5 -b", "NotNear at -"),
        ("a NEAR/5 *", "NotNear at *"),
        ("a NEAR/5 date:2021", "NotNear at date:2021"),
        ("title:(a NEAR/5 b)", "NotNear at a"),
    ]);
}

#[test]
fn further_fields() {
    check(&[
        ("text:house body:fled", "text:house text:fled"),
        ("lang:en language:de-AT", "lang:en lang:de-AT"),
        ("id:wire/2021/a.txt id:wire/*", "id:wire/2021/a.txt id:wire/*"),
        ("source:wire/2021/ path:\"my files/*\"", "source:wire/2021/ source:\"my files/*\""),
        ("author:Rahmonov", "byline:Rahmonov"),
        ("has:person", "has:person"),
        ("has:(author OR date)", "has:byline OR has:date"),
        ("person:* place:* date:* title:*", "has:person has:place has:date has:title"),
        ("outlet:* lang:* id:*", "has:outlet has:language *"),
        ("person:(*)", "has:person"),
        ("-person:*", "* NOT has:person"),
        ("has:persn", "UnknownTrait { written: \"persn\", nearest: Some(Person) } at has:persn"),
        ("has:", "has: [SpaceAfterField has:]"),
        ("has:\"\"", "UnknownTrait { written: \"\", nearest: None } at has:\"\""),
        ("near:*", "EmptyValue(Near) at near:*"),
        ("test:x", "test:x [NoField test:]"),
    ]);
}

#[test]
fn what_cannot_be_read_is_shown() {
    check(&[
        ("massoud (fled", "UnclosedGroup at ("),
        ("massoud (", "UnclosedGroup at ("),
        ("massoud fled)", "UnopenedGroup at )"),
        (")", "UnopenedGroup at )"),
        ("massoud ()", "EmptyGroup at ()"),
        ("massoud OR", "MissingOperand(Or) at OR"),
        ("OR massoud", "MissingOperand(Or) at OR"),
        ("(massoud OR )", "MissingOperand(Or) at OR"),
        ("massoud OR OR fled", "MissingOperand(Or) at OR"),
        ("AND massoud", "MissingOperand(And) at AND"),
        ("massoud AND", "MissingOperand(And) at AND"),
        ("massoud AND OR fled", "MissingOperand(And) at AND"),
        ("massoud NOT", "MissingOperand(Not) at NOT"),
        ("NOT OR massoud", "MissingOperand(Not) at NOT"),
        ("a perosn:x", "UnknownField { written: \"perosn\", nearest: Person } at perosn"),
        ("data:\"x\"", "UnknownField { written: \"data\", nearest: Date } at data"),
        ("person:\"\"", "EmptyValue(Person) at person:\"\""),
        ("place:…", "EmptyValue(Place) at place:…"),
        ("person:\"", "EmptyValue(Person) at person:"),
        ("person:()", "EmptyGroup at ()"),
        ("person:(place:x)", "FieldInField at place:"),
        ("\"", "NothingAsked at \""),
        ("date:zyzzyva", "DateForm(\"zyzzyva\") at date:zyzzyva"),
        ("a date:soon", "VagueDate(\"soon\") at date:soon"),
        ("date:september fled", "YearMissing(\"september\") at date:september"),
        ("date:yesterday", "TodayUnknown(\"yesterday\") at date:yesterday"),
        ("a date:last week b", "TodayUnknown(\"last week\") at date:last week"),
        ("date:2021-02-29", "NoSuchDate(\"2021-02-29\") at date:2021-02-29"),
        ("date:(2021 2021-13)", "NoSuchDate(\"2021-13\") at 2021-13"),
        ("date:2022..2021", "ReversedRange(\"2022..2021\") at date:2022..2021"),
    ]);
}

#[test]
fn a_sign_before_a_word_in_a_group_is_no_part_of_the_value() {
    for (text, expected) in [
        ("outlet:(=/e)", "outlet:/e"),
        ("outlet:(==tle)", "outlet:tle"),
        ("person:(=/e)", "person:/e"),
        ("title:(a\"b\"=c)", "title:a title:\"b\" title:c"),
    ] {
        let query = parse(text).unwrap();
        assert_eq!(query.to_string(), expected);
        let again = parse(expected).unwrap();
        assert_eq!(again.root.without_spans(), query.root.without_spans(), "{text}");
    }
}

#[test]
fn spans_are_of_the_query() {
    let text = "“safe house” -person:O’Brien place:(a OR \"b c\")";
    let mut parts = Vec::new();
    collect_spans(&parse(text).unwrap().root, &mut parts);
    let parts: Vec<_> = parts.into_iter().map(|span| span.of(text).unwrap()).collect();
    assert_eq!(parts, ["“safe house”", "person:O’Brien", "a", "\"b c\""]);
}

fn collect_spans(node: &Node, spans: &mut Vec<dateline_model::ByteSpan>) {
    node.for_each_span(&mut |span| spans.push(span));
}

#[test]
fn limits_are_checked_before_anything_grows() {
    let kind = |text: &str| parse(text).map(drop).map_err(|error| error.kind);
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(kind(&nested(MAX_DEPTH)), Ok(()));
    assert_eq!(kind(&nested(MAX_DEPTH + 1)), Err(SyntaxErrorKind::TooDeep));
    assert_eq!(kind(&"(".repeat(MAX_BYTES)), Err(SyntaxErrorKind::TooDeep));
    assert_eq!(kind(&"-(".repeat(MAX_BYTES / 2)), Err(SyntaxErrorKind::TooDeep));
    assert_eq!(kind(&"a ".repeat(MAX_CLAUSES)), Ok(()));
    assert_eq!(kind(&"a ".repeat(MAX_CLAUSES + 1)), Err(SyntaxErrorKind::TooManyClauses));
    assert_eq!(kind(&"a".repeat(MAX_BYTES)), Ok(()));
    assert_eq!(kind(&"a".repeat(MAX_BYTES + 1)), Err(SyntaxErrorKind::TooLong));
    assert_eq!(kind(&format!("{}a", "NOT ".repeat(4_000))), Ok(()));
    assert_eq!(kind(&"‘a ".repeat(1_000)), Ok(()));
    assert_eq!(kind(&"‘".repeat(5_000)), Err(SyntaxErrorKind::NothingAsked));
}

/// Whether the node is neither negated nor marked as required.
fn is_bare(node: &Node) -> bool {
    !matches!(node, Node::Not(_) | Node::Required(_))
}

/// Whether the node is as [`Node`] promises.
fn is_normal(node: &Node) -> bool {
    let parts_are_normal = |parts: &[Node]| parts.len() > 1 && parts.iter().all(is_normal);
    match node {
        Node::All | Node::Words { .. } | Node::Field { .. } => true,
        Node::Near { parts, gaps, .. } => parts.len() == gaps.len() + 1 && parts_are_normal(parts),
        Node::Boosted { node, .. } => is_bare(node) && is_normal(node),
        Node::Required(node) => is_bare(node) && is_normal(node),
        Node::Not(inner) => is_bare(inner) && is_normal(inner),
        Node::And(parts) => {
            parts_are_normal(parts)
                && parts.iter().any(|part| !matches!(part, Node::Not(_)))
                && !parts.iter().any(|part| matches!(part, Node::And(_)))
        }
        Node::Or(parts) => {
            parts_are_normal(parts)
                && !parts.iter().any(|part| matches!(part, Node::Or(_) | Node::Not(_)))
        }
    }
}

/// Texts made of what the language is made of.
fn query_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "–", "—", "\u{2212}", "a", "O'Brien", "b-c", " ", " ", " ", "(", ")", "AND", " OR ",
        "NOT ", "-", "+", "\"", "“", "?", "wor?d", "pre*", "*", "fuz~", "^", "^.5", "NEAR",
        " NEAR/3 ", "has:", "person", "text:", "id:", "lang:en", "source:", "\\", "**", "+b",
        "5*3", "”", "‘", "’", "*", "person:", "date:", "place:(", "2021", "2021-09", "..", ">=",
        "x:", "perosn:", "~", "~1", "^2", "NEAR/5", "near:", "near:(", "~9km", "person:=", "=",
        "||", "!", "http://", "last ", "week", "today", "sep ", "to ", ",", "é", "\u{a0}", "\n",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn parse_of_display_is_identity(text in query_text()) {
        if let Ok(query) = parse_on(Some(dateline_model::Day::constant(2026, 11, 21)), &text) {
            let shown = query.to_string();
            let again = parse(&shown).map(|query| query.root.without_spans());
            prop_assert_eq!(again, Ok(query.root.without_spans()), "{} | {}", text, shown);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![query_text(), "\\PC{0,64}", any::<String>()]) {
        match parse(&text) {
            Ok(query) => {
                prop_assert!(is_normal(&query.root));
                let mut spans = Vec::new();
                collect_spans(&query.root, &mut spans);
                spans.extend(query.notes.iter().map(|note| note.span));
                prop_assert!(spans.iter().all(|span| span.of(&text).is_some()));
            }
            Err(error) => prop_assert!(error.span.of(&text).is_some()),
        }
    }
}
