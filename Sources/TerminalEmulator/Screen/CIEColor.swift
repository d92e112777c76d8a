import func Glibc.atan2
import func Glibc.cbrt

/// A colour by CIE's coordinates of 1931.
struct CIEColor {
  var x: Double
  var y: Double
  var z: Double

  /// The white of X11's picture tube.
  static let white = PhosphorIntensities(red: 1, green: 1, blue: 1).absolute
  static let whiteChromaticity = (
    u: 4 * white.x / (white.x + 15 * white.y + 3 * white.z),
    v: 9 * white.y / (white.x + 15 * white.y + 3 * white.z)
  )
  /// From here on lightness grows as a cube root.
  static let leastCurvedLightness = 7.999_536_24

  init(x: Double, y: Double, z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// By CIE's even chromaticity of 1976.
  init(u: Double, v: Double, luminance: Double) {
    let isNowhere = 6 * u - 16 * v + 12 == 0
    let (u, v) = isNowhere ? Self.whiteChromaticity : (u, v)
    let divisor = 6 * u - 16 * v + 12
    let (horizontal, vertical) = (9 * u / divisor, 4 * v / divisor)
    let height = vertical == 0 ? 0.00001 : vertical
    self.init(
      x: horizontal / height * luminance, y: luminance,
      z: (1 - horizontal - vertical) / height * luminance)
  }

  /// Black has white's.
  private var chromaticity: (u: Double, v: Double) {
    let divisor = x + 15 * y + 3 * z
    return divisor == 0 ? Self.whiteChromaticity : (4 * x / divisor, 9 * y / divisor)
  }

  static func luminance(lightness: Double) -> Double {
    guard lightness >= leastCurvedLightness else { return lightness / 903.29 }

    let root = (lightness + 16) / 116
    return root * root * root
  }

  var tektronix: TekColor {
    let (u, v) = chromaticity
    let du = u - Self.whiteChromaticity.u
    let dv = v - Self.whiteChromaticity.v
    let lightness = y < 0.008_856 ? 903.29 * y : 116 * cbrt(y) - 16
    return TekColor(
      hue: atan2(dv, du) * 180 / .pi - TekColor.redHue, value: min(max(lightness, 0), 100),
      chroma: lightness * TekColor.chromaScale * (du * du + dv * dv).squareRoot())
  }

  /// What the picture tube shows. A colour that it cannot show keeps its hue and value.
  var intensities: PhosphorIntensities {
    let wanted = PhosphorIntensities(self)
    guard !wanted.isShown else { return wanted }

    return PhosphorIntensities(tektronix.withLargestChroma.absolute)
  }
}
