//! Every visible text exists in every language, takes the same values there, and is used.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Key → the names of its values.
type Texts = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|other| other == ending) {
            found.push(path);
        }
    }
    found
}

fn texts(language: &str) -> Texts {
    let mut texts = Texts::new();
    for file in files(&root().join("locales").join(language), "ftl") {
        let mut key = String::new();
        for line in fs::read_to_string(file).unwrap().lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with(' ')
                && let Some((name, _)) = line.split_once(" =")
            {
                name.clone_into(&mut key);
                assert!(texts.insert(key.clone(), BTreeSet::new()).is_none(), "{language}: {key} stands twice");
            }
            for value in line.split("{ $").skip(1) {
                let name = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap();
                texts.get_mut(&key).unwrap().insert(name.to_owned());
            }
        }
    }
    texts
}

fn source() -> String {
    files(&root().join("src"), "rs").iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn every_language_has_every_text_with_the_same_values() {
    let english = texts("en");
    assert!(english.len() > 100);
    for entry in fs::read_dir(root().join("locales")).unwrap() {
        let language = entry.unwrap().file_name().into_string().unwrap();
        let texts = texts(&language);
        let differing: Vec<_> = english.keys().chain(texts.keys()).filter(|key| english.get(*key) != texts.get(*key)).collect();
        assert!(differing.is_empty(), "{language} differs from en in {differing:?}");
    }
}

#[test]
fn every_text_is_used_and_every_used_text_exists() {
    let english = texts("en");
    let source = source();
    let unused: Vec<_> = english.keys().filter(|key| !source.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "no page uses {unused:?}");

    let mut asked: BTreeSet<&str> = BTreeSet::new();
    for call in ["t.get(\"", "t.with(\"", "text().get(\"", "text().with(\"", "text.get(\"", "text.with(\""] {
        asked.extend(source.split(call).skip(1).filter_map(|rest| rest.split('"').next()));
    }
    // Functions that answer with a key have nothing but arms like these.
    let names = fs::read_to_string(root().join("src/text/names.rs")).unwrap();
    asked.extend(names.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()));
    // What is looked up through a variable stands as a literal with the beginning of a key.
    let pages = files(&root().join("src/ui"), "rs")
        .into_iter()
        .chain(files(&root().join("src/text"), "rs"))
        .chain(files(&root().join("src/api"), "rs"));
    let pages: String = pages.map(|file| fs::read_to_string(file).unwrap()).collect();
    let beginnings = [
        "error-",
        "token-",
        "ignored-",
        "rehearsal-",
        "tab-",
        "reason-",
        "deed-",
        "list-",
        "room-",
        "lock-",
        "sentence-",
        "key-card-",
        "role-",
        "server-",
        "account-",
        "browser-",
        "month-",
        "test-",
        "span-",
        "inspect-",
        "ago-",
    ];
    // Classes, ids, addresses.
    let others = ["rehearsal-locks", "join-link-form", "inspect-link", "test-server", "test-steps"];
    let literals = pages.split('"').filter(|literal| beginnings.iter().any(|beginning| literal.starts_with(beginning)));
    asked.extend(
        literals.filter(|literal| literal.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !others.contains(literal)),
    );
    assert!(asked.len() > 200);
    let missing: Vec<_> = asked.into_iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no language has {missing:?}");
}
