internal import ConsoleService
internal import LinuxABI
internal import UMLEngine
internal import UMLHost

/// A serial port, or another terminal device of the host, and its console service in this process.
enum ServedDevice {
  /// Serves the device of `--serial=DEVICE[,SPEED]` until it hangs up. Blocks.
  ///
  /// - Returns: the exit status.
  /// - Throws: why the device cannot be served.
  static func serve(
    _ text: String, _ launch: LaunchWords, _ report: GuestReportChannel
  ) throws(CommandFailure) -> Int32 {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    let device = String(fields[0])
    let speed = fields.count > 1 ? UInt32(fields[1]) : nil
    guard fields.count == 1 || fields.count == 2 && speed ?? 0 > 0 else {
      throw CommandFailure(
        "'\(text)' is no serial port; a device and a speed are, such as /dev/ttyUSB0,115200")
    }
    if let device = try? HostFile.open(device, [.readWrite, .noControllingTerminal, .nonBlocking]),
      !device.borrowed.isTerminal
    {
      throw CommandFailure("'\(text)' is no serial port, nor any other terminal")
    }
    if let reason = SerialGuest.holders(of: device) {
      throw CommandFailure("cannot use \(device): \(reason)")
    }
    let directory = try launch.claimDirectory()
    defer { directory.remove() }
    var configuration = SerialGuest.Configuration(device: device, directory: directory)
    configuration.speed = speed
    configuration.arguments = launch.restartWords(directory.name)
    configuration.endsWithClients = launch.endsWithClients
    configuration.startsWithClient = launch.startsWithClient
    do throws(Errno) {
      try SerialGuest(configuration).run { report.succeeded(directory.name) }
    } catch {
      throw CommandFailure("cannot use \(device): \(error)")
    }
    return 0
  }
}
