/// Colours named as X11 names them for any screen: by intensities, by CIE's coordinates, or by
/// Tektronix's hue, value and chroma.
///
/// X11 (Xlib manual, "Color Strings" and "Color Conversion") turns them into its own screen's
/// colours by tables of one particular picture tube; programs compare with its answers.
enum DeviceIndependentColor {
  /// Reads `rgbi:r/g/b`, `CIEXYZ:`, `CIEuvY:`, `CIExyY:`, `CIELab:`, `CIELuv:` or `TekHVC:`, given
  /// in small letters.
  static func color(_ text: String) -> TerminalColor? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }

    let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false)
      .compactMap { Double($0) }
    guard numbers.count == 3, numbers.allSatisfy({ $0.isFinite && abs($0) <= 1000 }) else {
      return nil
    }

    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    switch parts[0] {
    case "rgbi":
      guard min(a, b, c) >= 0, max(a, b, c) <= 1 else { return nil }
      return PhosphorIntensities(red: a, green: b, blue: c).color
    case "ciexyz": return (0...1).contains(b) ? shown(CIEColor(x: a, y: b, z: c)) : nil
    case "cieuvy": return (0...1).contains(c) ? shown(CIEColor(u: a, v: b, luminance: c)) : nil
    case "ciexyy": return (0...1).contains(c) ? color(x: a, y: b, luminance: c) : nil
    case "cielab": return (0...100).contains(a) ? color(lightness: a, a: b, b: c) : nil
    case "cieluv": return (0...100).contains(a) ? color(lightness: a, u: b, v: c) : nil
    case "tekhvc":
      guard (0...100).contains(b), c >= 0 else { return nil }
      return shown(TekColor(hue: a, value: b, chroma: c).absolute)
    default: return nil
    }
  }

  private static func shown(_ color: CIEColor) -> TerminalColor {
    color.intensities.color
  }

  private static func color(x: Double, y: Double, luminance: Double) -> TerminalColor {
    let height = y == 0 ? 0.00001 : y
    return shown(
      CIEColor(x: x / height * luminance, y: luminance, z: (1 - x - y) / height * luminance))
  }

  private static func color(lightness: Double, a: Double, b: Double) -> TerminalColor {
    let white = CIEColor.white
    // Below this lightness X11 counts in a straight line, and a hundred times brighter than CIE.
    guard lightness >= CIEColor.leastCurvedLightness else {
      let y = lightness / 9.032_92
      return shown(CIEColor(x: white.x * (a / 3893.5 + y), y: y, z: white.z * (y - b / 1557.4)))
    }

    // Its a and b weigh a hundred times CIE's.
    let base = (lightness + 16) / 116
    let cube = { (value: Double) in value * value * value }
    return shown(
      CIEColor(x: white.x * cube(base + a / 5), y: cube(base), z: white.z * cube(base - b / 2)))
  }

  private static func color(lightness: Double, u: Double, v: Double) -> TerminalColor {
    let white = CIEColor.whiteChromaticity
    let luminance = CIEColor.luminance(lightness: lightness)
    guard lightness > 0 else {
      return shown(CIEColor(u: white.u, v: white.v, luminance: luminance))
    }

    // Here, too, a hundred times CIE's.
    let scale = 13 * lightness / 100
    return shown(CIEColor(u: u / scale + white.u, v: v / scale + white.v, luminance: luminance))
  }
}
