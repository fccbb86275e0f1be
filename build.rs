//! Migrations and texts are compiled in: a new file must cause a new build, as an edited one does by itself.
fn main() {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=locales");
}
