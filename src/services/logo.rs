//! The colours of a logo that somebody uploads: read within limits, kept nowhere.
use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::error::{ImageError, LimitErrorKind};
use image::{DynamicImage, GenericImageView, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::domain::color::Rgb;
use crate::domain::logo::{LogoError, main_colors};
use crate::internal::Internal;

/// Bytes that a picture may take in memory, four a pixel. A decoder needs some more for itself.
const MEMORY: u64 = 4 * LogoError::MOST;

/// So many pictures are read at once; others wait.
static READERS: Semaphore = Semaphore::const_new(2);

/// About so many pixels are looked at, in rows and columns that are equally far apart.
const SAMPLES: u64 = 60_000;

/// The main colour of a PNG or JPEG, and another if it has one.
pub async fn colors(file: Vec<u8>) -> Result<Result<(Rgb, Option<Rgb>), LogoError>, Internal> {
    let permit = READERS.acquire().await?;
    let reading = spawn_blocking(move || {
        // Held until it is read, also when the browser has hung up and nobody waits for it.
        let _permit = permit;
        read(&file)
    });
    Ok(reading.await?)
}

fn read(file: &[u8]) -> Result<(Rgb, Option<Rgb>), LogoError> {
    // Never turned into another kind as a whole: one with less than four bytes a pixel would grow.
    let picture = decode(file)?;
    let (width, height) = picture.dimensions();
    let apart = usize::try_from((u64::from(width) * u64::from(height) / SAMPLES).isqrt()).map_or(1, |apart| apart.max(1));
    let places = (0..height).step_by(apart).flat_map(|y| (0..width).step_by(apart).map(move |x| (x, y)));
    let seen = places.map(|(x, y)| picture.get_pixel(x, y).0).filter(|[.., alpha]| *alpha >= 128);
    main_colors(seen.map(|[red, green, blue, _]| Rgb([red, green, blue]))).ok_or(LogoError::Transparent)
}

fn decode(file: &[u8]) -> Result<DynamicImage, LogoError> {
    let open = || ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| LogoError::NoPicture);
    let mut reader = open()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LogoError::WIDEST);
    limits.max_image_height = Some(LogoError::WIDEST);
    limits.max_alloc = Some(MEMORY);
    match reader.format() {
        Some(ImageFormat::Png) => {
            let png = PngDecoder::with_limits(Cursor::new(file), limits.clone()).map_err(|error| refusal(&error))?;
            if png.is_apng().map_err(|error| refusal(&error))? {
                return Err(LogoError::Animated);
            }
        }
        Some(ImageFormat::Jpeg) => {}
        _ => return Err(LogoError::NoPicture),
    }
    reader.limits(limits.clone());
    let (width, height) = reader.into_dimensions().map_err(|error| refusal(&error))?;
    if u64::from(width) * u64::from(height) > LogoError::MOST {
        return Err(LogoError::TooLarge);
    }
    let mut reader = open()?;
    reader.limits(limits);
    reader.decode().map_err(|error| refusal(&error))
}

fn refusal(error: &ImageError) -> LogoError {
    match error {
        ImageError::Limits(limit) if !matches!(limit.kind(), LimitErrorKind::Unsupported { .. }) => LogoError::TooLarge,
        _ => LogoError::NoPicture,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;
    use image::{ImageBuffer, Rgb as Rgb8, Rgba};

    fn picture(format: ImageFormat, width: u32, color: [u8; 4]) -> Vec<u8> {
        let drawn = DynamicImage::from(ImageBuffer::from_pixel(width, 20, Rgba(color)));
        let drawn = if format == ImageFormat::Jpeg { DynamicImage::from(drawn.into_rgb8()) } else { drawn };
        let mut file = Cursor::new(Vec::new());
        drawn.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    #[test]
    fn png_and_jpeg_are_read() {
        assert_eq!(read(&picture(ImageFormat::Png, 30, [0, 0x69, 0x5c, 255])), Ok((Rgb([0, 0x69, 0x5c]), None)));
        let (jpeg, _) = read(&picture(ImageFormat::Jpeg, 30, [0, 0x69, 0x5c, 255])).unwrap();
        assert!(jpeg.0.iter().zip([0, 0x69, 0x5c]).all(|(one, two)| one.abs_diff(two) < 6), "{jpeg:?}");
    }

    #[test]
    fn a_large_picture_is_looked_at_everywhere() {
        // A band that every row passes, and none of a few columns.
        let drawn =
            ImageBuffer::from_fn(
                3000,
                3000,
                |x, _| if (310..440).contains(&x) { Rgb8([0_u8, 0x69, 0x5c]) } else { Rgb8([255_u8; 3]) },
            );
        let mut file = Cursor::new(Vec::new());
        DynamicImage::from(drawn).write_to(&mut file, ImageFormat::Png).unwrap();
        assert_eq!(read(&file.into_inner()), Ok((Rgb([0, 0x69, 0x5c]), None)));
    }

    #[tokio::test]
    async fn whoever_hangs_up_has_a_reader_until_it_is_done() {
        let drawn = DynamicImage::from(ImageBuffer::from_pixel(4000, 4000, image::Luma([9_u8])));
        let mut file = Cursor::new(Vec::new());
        drawn.write_to(&mut file, ImageFormat::Png).unwrap();
        for _ in 0..2 {
            timeout(Duration::ZERO, colors(file.get_ref().clone())).await.unwrap_err();
        }
        assert_eq!(READERS.available_permits(), 0);
    }

    #[test]
    fn what_is_none_says_what_it_is() {
        let png = picture(ImageFormat::Png, 30, [1, 2, 3, 255]);
        assert_eq!(read(b"no picture at all"), Err(LogoError::NoPicture));
        assert_eq!(read(b""), Err(LogoError::NoPicture));
        assert_eq!(read(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"), Err(LogoError::NoPicture));
        assert_eq!(read(&png[..png.len() / 2]), Err(LogoError::NoPicture));
        assert_eq!(read(&picture(ImageFormat::Png, 30, [1, 2, 3, 0])), Err(LogoError::Transparent));
        assert_eq!(read(&picture(ImageFormat::Png, LogoError::WIDEST + 1, [1, 2, 3, 255])), Err(LogoError::TooLarge));
    }

    #[test]
    fn a_small_file_that_says_to_be_huge_is_not_unfolded() {
        // The header's width and height, and its check sum.
        let mut png = picture(ImageFormat::Png, 30, [1, 2, 3, 255]);
        for grey in [false, true] {
            png[16..24].copy_from_slice(&[0, 0, 0x17, 0, 0, 0, 0x17, 0]);
            png[25] = if grey { 0 } else { png[25] };
            let sum = crc32(&png[12..29]);
            png[29..33].copy_from_slice(&sum.to_be_bytes());
            assert_eq!(read(&png), Err(LogoError::TooLarge), "of one byte a pixel or of four");
        }
    }

    #[test]
    fn a_png_that_moves_is_none() {
        let png = picture(ImageFormat::Png, 30, [1, 2, 3, 255]);
        // An animation of one frame, told before the first picture data.
        let mut chunk = b"acTL\x00\x00\x00\x01\x00\x00\x00\x00".to_vec();
        let sum = crc32(&chunk);
        chunk.extend(sum.to_be_bytes());
        let moving = [&png[..33], &8_u32.to_be_bytes(), &chunk, &png[33..]].concat();
        assert_eq!(read(&moving), Err(LogoError::Animated));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        sum.sum()
    }
}
