//! Meeting servers, from the command line and on their pages.
mod command_line;
mod key;
mod new_secret;
mod pages;
