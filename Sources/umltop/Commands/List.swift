internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// `umltop list`: the guests there are.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the guests that run, real UML kernels too.")

  @Flag(help: "As JSON, with one object for each guest.")
  var json = false

  @OptionGroup var guests: GuestOptions

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    let reports = guests.directory.entries.map(GuestReport.init)
    if json {
      print(JSONValue.array(reports.map(Self.value)))
    } else if reports.isEmpty {
      print("no guest is running in \(guests.directory.path)")
    } else {
      let title = ["UMID", "PID", "STATE", "KERNEL", "UPTIME", "MEMORY", "CONSOLES"]
      TextTable(rows: [title] + reports.map(Self.row)).lines.forEach { print($0) }
    }
  }

  private static func row(_ guest: GuestReport) -> [String] {
    [
      guest.umid, guest.process.map(String.init) ?? "-", guest.state,
      guest.kernel.isEmpty ? "-" : guest.kernel, guest.uptimeSeconds.map(duration) ?? "-",
      memory(guest), guest.consoles.isEmpty ? "-" : guest.consoles.joined(separator: " "),
    ]
  }

  private static func memory(_ guest: GuestReport) -> String {
    guard let total = guest.memoryTotal else { return "-" }
    return "\(guest.memoryUsed.map(size) ?? "?")/\(total >> 20)M"
  }

  /// Whole megabytes, or kilobytes where that would be none.
  private static func size(_ bytes: UInt64) -> String {
    bytes < 1 << 20 ? "\(bytes >> 10)K" : "\(bytes >> 20)M"
  }

  /// `00:12:41`, with the days in front where there are any.
  static func duration(_ seconds: UInt64) -> String {
    let parts = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60]
    let clock = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return seconds < 86400 ? clock : "\(seconds / 86400)d \(clock)"
  }

  private static func value(_ guest: GuestReport) -> JSONValue {
    .object([
      ("umid", .string(guest.umid)),
      ("pid", guest.process.map { .number(Int($0)) } ?? .null),
      ("state", .string(guest.state)),
      ("kernel", guest.kernel.isEmpty ? .null : .string(guest.kernel)),
      ("uptime_seconds", guest.uptimeSeconds.map { .number(Int(clamping: $0)) } ?? .null),
      ("memory_used_bytes", guest.memoryUsed.map { .number(Int(clamping: $0)) } ?? .null),
      ("memory_total_bytes", guest.memoryTotal.map { .number(Int(clamping: $0)) } ?? .null),
      ("consoles", .array(guest.consoles.map { .string($0) })),
      ("directory", .string(guest.path)),
    ])
  }
}
