import func Glibc.atan
import func Glibc.cos
import func Glibc.sin

/// A colour by Tektronix's hue in degrees, value and chroma, the two in hundredths.
struct TekColor {
  var hue: Double
  var value: Double
  var chroma: Double

  static let chromaScale = 7.507_25
  /// The direction from white in which the hue is 0: that of the best red.
  static let redHue: Double = {
    let white = CIEColor.whiteChromaticity
    return atan((0.4931 - white.v) / (0.7127 - white.u)) * 180 / .pi
  }()

  var absolute: CIEColor {
    let white = CIEColor.whiteChromaticity
    guard value > 0, value < 100 else {
      return CIEColor(u: white.u, v: white.v, luminance: value < 100 ? 0 : 1)
    }

    let angle = (hue + Self.redHue) * .pi / 180
    let distance = chroma / (value * Self.chromaScale)
    return CIEColor(
      u: white.u + cos(angle) * distance, v: white.v + sin(angle) * distance,
      luminance: CIEColor.luminance(lightness: value))
  }

  /// The strongest colour of this hue and value that the picture tube shows.
  ///
  /// The strongest of the hue has two phosphors at most, one of them full. From black to it chroma
  /// grows in proportion; from it to white it is searched for, as X11 searches.
  var withLargestChroma: TekColor {
    let unreachable = PhosphorIntensities(TekColor(hue: hue, value: 40, chroma: 120).absolute)
    let strongest = unreachable.fullestOfHue
    let corner = strongest.absolute.tektronix
    guard value > corner.value else {
      return TekColor(hue: hue, value: value, chroma: value * corner.chroma / corner.value)
    }

    var (target, step) = (value, 1.0)
    var (found, last) = (TekColor(hue: hue, value: value, chroma: 100), self)
    last.value = -1
    for _ in 0..<100 {
      let beforeLast = last.value
      last = found
      let part = (target - corner.value) / (100 - corner.value) * step
      found = strongest.mixed(withWhite: part).absolute.tektronix
      found.hue = hue
      guard abs(found.value - value) > Self.tolerance else { return found }

      target += value - found.value
      if target < corner.value {
        target = corner.value
        step /= 2
      } else if target > 100 {
        break
      } else if abs(found.value - beforeLast) <= Self.tolerance {
        step /= 2
      }
    }
    return abs(last.value - value) < abs(found.value - value) ? last : found
  }

  private static let tolerance = 0.001
}
