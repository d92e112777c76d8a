import LinuxABI

extension Line {
  /// Takes the options of `console=`: `115200n8`, of which only the speed matters.
  func setSpeed(_ options: Substring) {
    let digits = options.prefix(while: \.isNumber)
    guard let rate = UInt32(digits).flatMap(BaudRate.init(bitsPerSecond:)) else { return }
    var settings = terminal.discipline.settings
    settings.controlFlags.remove(.speedMask)
    settings.controlFlags.insert(rate.controlFlags)
    terminal.change(settings)
  }
}
