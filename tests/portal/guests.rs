//! People with an invite and no account: who they are, how they come in, what is counted.
mod crash;
mod crowds;
mod door;
mod identity;
mod invited;
mod lasting;
mod looks;
mod many;
mod passcodes;
mod races;
mod refused;
mod uses;
