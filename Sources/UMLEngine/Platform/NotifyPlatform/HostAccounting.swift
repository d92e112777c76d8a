import LinuxABI
import UMLHost

/// What /proc of the host says about a guest's process. See proc(5).
enum HostAccounting {
  /// Host clock ticks; USER_HZ is 100 on x86-64.
  private static let nanosecondsPerTick: UInt64 = 10_000_000

  static func usage(of process: Int32) -> HostUsage {
    guard let fields = StatFields("/proc/\(process)/stat") else { return HostUsage() }
    func field(_ number: Int) -> UInt64 { fields[number] }
    return HostUsage(
      userTime: field(14) * nanosecondsPerTick, systemTime: field(15) * nanosecondsPerTick,
      minorFaults: field(10), majorFaults: field(12),
      maximumResidentBytes: statusBytes("VmHWM:", of: process))
  }

  /// The scheduler's own count, in nanoseconds.
  static func processorTime(of thread: Int32, in process: Int32) -> UInt64 {
    let text = try? HostFile.text(of: "/proc/\(process)/task/\(thread)/schedstat")
    return text.flatMap { UInt64($0.prefix { $0 != " " }) } ?? 0
  }

  /// A line of proc_pid_status(5) that tells a size.
  private static func statusBytes(_ name: String, of process: Int32) -> UInt64 {
    guard let text = try? HostFile.text(of: "/proc/\(process)/status"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) })
    else { return 0 }
    return (UInt64(line.filter(\.isNumber)) ?? 0) * 1024
  }

  static func facts(of thread: Int32, in process: Int32) -> HostThreadFacts {
    guard let fields = StatFields("/proc/\(process)/task/\(thread)/stat") else {
      return HostThreadFacts()
    }
    return HostThreadFacts(
      state: fields.state, startCode: fields[26], endCode: fields[27], startStack: fields[28],
      startData: fields[45], endData: fields[46], startBreak: fields[47],
      argumentStart: fields[48], argumentEnd: fields[49], environmentStart: fields[50],
      environmentEnd: fields[51])
  }

  /// The fields of proc_pid_stat(5) by their number there.
  private struct StatFields {
    private let fields: [Substring]

    init?(_ path: String) {
      guard let text = try? HostFile.text(of: path), let end = text.lastIndex(of: ")") else {
        return nil
      }
      // After the name, field 3 comes first.
      fields = text[text.index(after: end)...].split(separator: " ")
    }

    subscript(number: Int) -> UInt64 {
      fields.indices.contains(number - 3) ? UInt64(fields[number - 3]) ?? 0 : 0
    }

    /// Tracing stops are the platform's own affair.
    var state: Character {
      let state = fields.first?.first ?? "S"
      return state == "t" ? "S" : state
    }
  }

  static func memory(of process: Int32) -> HostMemoryUse {
    guard let text = try? HostFile.text(of: "/proc/\(process)/statm") else {
      return HostMemoryUse()
    }
    let pages = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { UInt64($0) ?? 0 }
    guard pages.count >= 6 else { return HostMemoryUse() }
    let virtual = pages[0] * 4096
    return HostMemoryUse(
      virtual: virtual, resident: pages[1] * 4096, shared: pages[2] * 4096,
      text: pages[3] * 4096, data: pages[5] * 4096,
      tables: virtual < tablesMatterFrom ? 0 : statusBytes("VmPTE:", of: process))
  }

  /// A process that has so much address space may fill page tables with pages of zeros, which count
  /// for nothing else.
  private static let tablesMatterFrom: UInt64 = 1 << 30

  /// What the process has to itself, and its part of what it has together with others. Slow: asks
  /// about every mapping.
  static func share(of process: Int32) -> UInt64? {
    guard let text = try? HostFile.text(of: "/proc/\(process)/smaps_rollup"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Pss_Anon:") })
    else { return nil }
    return UInt64(line.filter(\.isNumber)).map { $0 * 1024 }
  }

  static func mappings(of process: Int32) -> [HostMappingEntry] {
    guard let text = try? HostFile.text(of: "/proc/\(process)/maps") else { return [] }
    return text.split(separator: "\n").compactMap(mapping)
  }

  static func detailedMappings(of process: Int32) -> [(HostMappingEntry, String)] {
    guard let text = try? HostFile.text(of: "/proc/\(process)/smaps") else { return [] }
    var result: [(HostMappingEntry, String)] = []
    var isOurs = false
    for line in text.split(separator: "\n") {
      // Details begin with a word and a colon, mappings with a range.
      let first = line.prefix { $0 != " " }
      if !first.hasSuffix(":") {
        let entry = mapping(line)
        isOurs = entry == nil
        if let entry { result.append((entry, "")) }
      } else if !isOurs, !result.isEmpty {
        result[result.count - 1].1 += line + "\n"
      }
    }
    return result
  }

  static func openFiles(of process: Int32) -> [HostFileKey] {
    let folder = "/proc/\(process)/fd"
    let names = (try? HostFile.names(in: folder)) ?? []
    return names.compactMap { name in
      guard name.first != "." else { return nil }
      return (try? HostFile.status(of: "\(folder)/\(name)")).map { HostFileKey($0) }
    }
  }

  private static func mapping(_ line: Substring) -> HostMappingEntry? {
    // "start-end perms offset major:minor inode   name"
    let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
    guard fields.count >= 5 else { return nil }
    let ends = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
    let device = fields[3].split(separator: ":").compactMap { UInt64($0, radix: 16) }
    guard ends.count == 2, device.count == 2 else { return nil }
    let name = fields.count > 5 ? fields[5].drop { $0 == " " } : ""
    if name.hasPrefix("/memfd:umltop-stub") { return nil }
    return HostMappingEntry(
      start: ends[0], end: ends[1], permissions: String(fields[1]),
      offset: UInt64(fields[2], radix: 16) ?? 0, device: device[0] << 8 | device[1],
      inode: UInt64(fields[4]) ?? 0, name: String(name))
  }
}
