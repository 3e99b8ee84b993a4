//! Nothing that a file names is opened: neither another file nor a connection.

use std::net::TcpListener;

use crate::support::Playground;

/// Every format that can name something outside names a file that is there and a server that
/// listens; none of it is read, and nobody calls.
#[test]
fn nothing_that_a_file_names_is_opened() {
    let playground = Playground::new();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("a socket of ours");
    let address = listener.local_addr().expect("it listens");
    let secret = playground.write("outside/secret.txt", "The sesquipedalian secret.");
    let file = format!("file://{}", secret.display());
    let server = format!("http://{address}/x");
    let entities = format!("<!ENTITY f SYSTEM \"{file}\"><!ENTITY s SYSTEM \"{server}\">");
    let doctype = |root: &str| {
        format!(
            "<?xml version=\"1.0\"?><?xml-stylesheet href=\"{server}\"?><!DOCTYPE {root} SYSTEM \
             \"{server}.dtd\" [{entities}<!ENTITY % p SYSTEM \"{server}\">%p;]>"
        )
    };
    let include = format!("<xi:include href=\"{file}\" parse=\"text\"/>");
    let feed = format!(
        "{}<rss><channel><item><title>Feed &f;</title><description>A quiet feed &f; &s; {include}\
         </description><enclosure url=\"{server}\"/></item></channel></rss>",
        doctype("rss")
    );
    playground.write("news/feed.xml", feed);
    let nitf = format!(
        "{}<nitf><body><body.content><p>A quiet wire &f; {include}</p></body.content></body></nitf>",
        doctype("nitf")
    );
    playground.write("news/wire.nitf", nitf);
    let page = format!(
        "<html><head><title>Page</title><base href=\"{server}\"><link rel=stylesheet \
         href=\"{server}\"><meta http-equiv=refresh content=\"0;url={server}\"><script \
         src=\"{server}\"></script></head><body><p>A quiet page.</p><img src=\"{server}\"><iframe \
         src=\"{file}\"></iframe><object data=\"{file}\"></object></body></html>"
    );
    playground.write("news/page.html", page);
    let mail = format!(
        "From: a@x.example\nSubject: Mail\nContent-Type: message/external-body; \
         access-type=local-file; name=\"{}\"\n\nContent-Type: text/plain\n\nA quiet mail.\n",
        secret.display()
    );
    playground.write("news/mail.eml", mail);
    playground
        .write("news/note.md", format!("# Note\n\nA quiet note. ![x]({server}) [y]({file})\n"));
    let run = playground.run(&["index", "news", "--format", "json"]);
    assert!(run.code == 0 || run.code == 3, "{}", run.stderr);
    assert!(playground.ids(&["quiet"]).len() >= 4);
    assert_eq!(playground.ids(&["sesquipedalian"]).len(), 0);
    let shown = playground.run(&["read", "news"]);
    assert!(!shown.stdout.contains("sesquipedalian"), "{}", shown.stdout);
    let called = listener.accept().map_err(|error| error.kind());
    assert_eq!(called.err(), Some(std::io::ErrorKind::WouldBlock), "somebody called");
}

/// The index may stand in the folder that is indexed; it is not a source.
#[test]
fn an_index_inside_of_the_source_is_no_source() {
    let playground = Playground::new();
    playground.write("index/good.txt", "Good\n\nA report beside the index.");
    for _ in 0..2 {
        let mut command = playground.command(&["index", ".", "--index", "./index/inside"]);
        let run = playground.finished(command.output().expect("the binary runs"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        let status = playground.run(&["status", "--index", "index/inside", "--format", "json"]);
        assert!(status.stdout.contains("\"articles\":1,\"sources\":1"), "{}", status.stdout);
    }
}
