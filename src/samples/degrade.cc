#include "samples/degrade.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "samples/chance.h"

namespace telar::samples {
namespace {

// Values in the truth have two decimals; what is applied is what is written.
double Hundredths(double value) { return std::round(value * 100) / 100; }

std::uint8_t Clamp(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

Picture ToGrey(const Picture& page) {
  Picture grey{page.width, page.height, 1, page.dpi, {}};
  grey.pixels.resize(page.pixels.size() / 3);
  for (std::size_t i = 0; i < grey.pixels.size(); ++i) {
    const std::uint8_t* p = &page.pixels[i * 3];
    grey.pixels[i] = static_cast<std::uint8_t>((77 * p[0] + 150 * p[1] + 29 * p[2]) >> 8);
  }
  return grey;
}

// Five taps of a Gaussian, as parts of 256.
std::array<int, 3> Kernel(double sigma) {
  const double one = std::exp(-1 / (2 * sigma * sigma));
  const double two = std::exp(-4 / (2 * sigma * sigma));
  const double sum = 1 + 2 * one + 2 * two;
  const int a = static_cast<int>(std::lround(256 * one / sum));
  const int b = static_cast<int>(std::lround(256 * two / sum));
  return {256 - 2 * a - 2 * b, a, b};
}

// Along x (step = channels) or y (step = row) with the edges repeated.
void Blur(Picture& picture, double sigma) {
  if (sigma < 0.15) return;
  const auto [k0, k1, k2] = Kernel(sigma);
  const int channels = picture.channels;
  const std::size_t row =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(channels);
  const auto height = static_cast<std::size_t>(picture.height);
  const auto blend = [&](const std::uint8_t* m2, const std::uint8_t* m1, const std::uint8_t* c,
                         const std::uint8_t* p1, const std::uint8_t* p2, std::uint8_t* out,
                         std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      out[i] = static_cast<std::uint8_t>(
          (k0 * c[i] + k1 * (m1[i] + p1[i]) + k2 * (m2[i] + p2[i]) + 128) >> 8);
    }
  };
  const std::size_t margin = 2 * static_cast<std::size_t>(channels);
  std::vector<std::uint8_t> padded(row + 2 * margin);
  for (std::size_t y = 0; y < height; ++y) {
    std::uint8_t* line = &picture.pixels[y * row];
    std::copy_n(line, row, padded.begin() + static_cast<std::ptrdiff_t>(margin));
    for (std::size_t i = 0; i < margin; ++i) {
      padded[i] = line[i % static_cast<std::size_t>(channels)];
      padded[margin + row + i] =
          line[row - static_cast<std::size_t>(channels) + i % static_cast<std::size_t>(channels)];
    }
    const std::size_t step = static_cast<std::size_t>(channels);
    const std::uint8_t* c = &padded[margin];
    blend(c - 2 * step, c - step, c, c + step, c + 2 * step, line, row);
  }
  const std::vector<std::uint8_t> before = picture.pixels;
  for (std::size_t y = 0; y < height; ++y) {
    const auto at = [&](std::size_t line) { return &before[std::min(line, height - 1) * row]; };
    blend(at(y < 2 ? 0 : y - 2), at(y < 1 ? 0 : y - 1), at(y), at(y + 1), at(y + 2),
          &picture.pixels[y * row], row);
  }
}

// Grey paper, falling light and noise in one pass. The sum of four bytes is near enough to a
// Gaussian: mean 510, standard deviation 147.8.
void ShadeAndSpeckle(Picture& picture, const Degradation& d, Random& random) {
  const double angle = d.light_angle * std::numbers::pi / 180;
  const double dx = std::cos(angle), dy = std::sin(angle);
  const double reach = std::abs(dx) + std::abs(dy);
  const int noise = static_cast<int>(std::lround(d.noise / 147.8 * 65536));
  const int channels = picture.channels;
  std::uint8_t* p = picture.pixels.data();
  for (int y = 0; y < picture.height; ++y) {
    // Position along the fall of light, 0 at the bright edge and 1 at the dark one.
    const auto light = [&](double x) {
      const double u = (x / picture.width - 0.5) * dx + (1.0 * y / picture.height - 0.5) * dy;
      return d.paper / 255.0 * (1 - d.light * (u / reach + 0.5)) * 65536;
    };
    const double start = light(0);
    const double slope = (light(picture.width) - start) / picture.width;
    std::uint64_t bits = 0;
    for (int x = 0; x < picture.width; ++x) {
      if (x % 2 == 0) bits = random.Next();
      const int sum = static_cast<int>((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) +
                                       ((bits >> 24) & 255));
      bits >>= 32;
      const int speckle = ((sum - 510) * noise) >> 16;
      const int gain = static_cast<int>(start + slope * x);
      for (int c = 0; c < channels; ++c, ++p) *p = Clamp(((*p * gain) >> 16) + speckle);
    }
  }
}

}  // namespace

std::string_view ScanFormatName(ScanFormat format) {
  switch (format) {
    case ScanFormat::kJpeg: return "jpeg";
    case ScanFormat::kPng: return "png";
    case ScanFormat::kTiff: return "tiff";
    case ScanFormat::kPicturePdf: break;
  }
  return "pdf";
}

std::string_view ScanFormatExtension(ScanFormat format) {
  return format == ScanFormat::kJpeg ? "jpg" : ScanFormatName(format);
}

Degradation DrawDegradation(Random& random, int pages) {
  Degradation d;
  constexpr ScanFormat kOnePage[] = {ScanFormat::kJpeg,       ScanFormat::kJpeg,
                                     ScanFormat::kPng,        ScanFormat::kTiff,
                                     ScanFormat::kPicturePdf, ScanFormat::kPicturePdf};
  constexpr ScanFormat kPages[] = {ScanFormat::kTiff, ScanFormat::kPicturePdf,
                                   ScanFormat::kPicturePdf};
  const ScanFormat one_page = Pick(random, kOnePage);
  const ScanFormat many = Pick(random, kPages);
  d.format = pages > 1 ? many : one_page;
  d.color = Chance(random, 30);
  // Deflating noise is slow, and colour is three times the work: both stay at moderate resolution.
  const bool heavy = d.color || d.format == ScanFormat::kPng || d.format == ScanFormat::kTiff;
  constexpr int kDpi[] = {150, 180, 200, 200, 240, 300, 300};
  const int dpi = Pick(random, kDpi);
  d.dpi = heavy ? std::min(dpi, 200) : dpi;
  // The sum of two uniforms: small angles are common, large ones rare.
  const double skew = Uniform(random, -2.5, 2.5);
  d.skew_degrees = Hundredths(skew + Uniform(random, -2.5, 2.5));
  if (Chance(random, 25)) d.skew_degrees = 0;
  d.noise = Hundredths(Uniform(random, 1, 13));
  d.blur = Hundredths(Uniform(random, 0, 1) * d.dpi / 200);
  d.light = Chance(random, 70) ? Hundredths(Uniform(random, 0.03, 0.35)) : 0;
  d.light_angle = Between(random, 0, 359);
  d.paper = Between(random, 200, 255);
  d.jpeg_quality = Between(random, 40, 80);
  constexpr std::string_view kStamps[] = {"RECIBIDO", "PAGADO", "CONTABILIZADO", "ORIGINAL"};
  const std::string_view stamp = Pick(random, kStamps);
  if (Chance(random, 30)) d.stamp = stamp;
  return d;
}

void MakePhoto(Random& random, Degradation& d) {
  if (d.format == ScanFormat::kPng) d.format = ScanFormat::kJpeg;
  d.color = d.color || Chance(random, 60);
  d.dpi = std::min(d.dpi, 200);
  d.surroundings = Hundredths(Uniform(random, 0.02, 0.2));
  d.surroundings_grey = Between(random, 15, 110);
  d.perspective = Chance(random, 70) ? Hundredths(Uniform(random, 0.01, 0.06)) : 0;
  d.light = Hundredths(Uniform(random, 0.08, 0.45));
  d.paper = Between(random, 190, 245);
  d.noise = std::min(d.noise, 8.0);
  d.black_and_white = false;
}

void WearRoll(Random& random, Degradation& d) {
  const bool faded = Chance(random, 35);
  const double fade = Hundredths(Uniform(random, 0.05, 0.5));
  if (faded) d.fade = fade;
  if (Chance(random, 12)) {
    d.black_and_white = true;
    d.color = false;
  }
}

Status CheckDegradation(const Degradation& d) {
  const auto within = [](double value, double low, double high) {
    return value >= low && value <= high;
  };
  const bool fine = within(d.dpi, 100, 300) && within(d.skew_degrees, -5, 5) &&
                    within(d.noise, 0, 20) && within(d.blur, 0, 2) && within(d.light, 0, 0.5) &&
                    within(d.paper, 180, 255) && within(d.jpeg_quality, 40, 80) &&
                    within(d.fade, 0, 0.7) && within(d.quarter_turns, 0, 3) &&
                    within(d.perspective, 0, 0.1) && within(d.surroundings, 0, 0.4) &&
                    within(d.surroundings_grey, 0, 200);
  if (fine) return Status::Ok();
  return Status::InvalidInput("degrade a sample: a value is outside its range")
      .WithHint(
          "dpi 100..300, skew -5..5, noise 0..20, blur 0..2, light 0..0.5, paper 180..255, "
          "JPEG quality 40..80, fade 0..0.7, quarter turns 0..3, perspective 0..0.1, surroundings "
          "0..0.4 of grey 0..200.");
}

void Fade(Picture& page, double share, Random& random) {
  if (share <= 0) return;
  // Strength along and across, smooth enough to run over several letters.
  const auto streaks = [&](int length, double step) {
    std::vector<double> knots(static_cast<std::size_t>(length / step) + 2);
    for (double& knot : knots) {
      const double lot = random.Fraction();
      knot = lot < 0.6 ? 0 : (lot - 0.6) / 0.4;
    }
    std::vector<double> strength(static_cast<std::size_t>(length));
    for (int i = 0; i < length; ++i) {
      const double at = i / step;
      const auto k = static_cast<std::size_t>(at);
      const double part = at - static_cast<double>(k);
      strength[static_cast<std::size_t>(i)] = knots[k] * (1 - part) + knots[k + 1] * part;
    }
    return strength;
  };
  const std::vector<double> down = streaks(page.width, page.dpi * 0.11);
  const std::vector<double> across = streaks(page.height, page.dpi * 0.4);
  std::uint8_t* p = page.pixels.data();
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const double lost = std::min(1.0, share * 1.4 *
                                            std::max(down[static_cast<std::size_t>(x)],
                                                     0.7 * across[static_cast<std::size_t>(y)]));
      for (int c = 0; c < page.channels; ++c, ++p) {
        *p = Clamp(static_cast<int>(*p + (255 - *p) * lost));
      }
    }
  }
}

Picture Degrade(const Picture& page, const Degradation& degradation, Random& random) {
  Picture picture = degradation.color ? page : ToGrey(page);
  Blur(picture, degradation.blur);
  ShadeAndSpeckle(picture, degradation, random);
  if (degradation.black_and_white) {
    const int threshold = degradation.paper * 5 / 8;
    for (std::uint8_t& value : picture.pixels) value = value < threshold ? 0 : 255;
  }
  return picture;
}

}  // namespace telar::samples
