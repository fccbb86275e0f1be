//! The few pieces that run in the browser, as WebAssembly. Each is whole without it: what the server sends is a form or a
//! picture already. Texts come in as properties, in the reader's language.
mod contrast_list;
mod design_editor;
mod design_row;
mod picture_style;

pub use contrast_list::{filled, word};
pub use design_editor::{DesignEditor, DesignGroup};
pub use design_row::{DesignField, RowTexts};
pub use picture_style::{Pictures, look_css};

#[cfg(test)]
mod tests;
