import LinuxABI

/// The mounts a process can reach, in the three forms of /proc. See proc_pid_mountinfo(5).
struct MountText {
  private let kernel: Kernel
  private let root: Location

  init(_ view: ProcessView) {
    kernel = view.kernel
    root = view.task?.fileSystem.root ?? kernel.files.topLocation
  }

  /// Mounts below the root, with the place where each is seen.
  private var visible: [(mount: Mount, path: [UInt8])] {
    // In the order they were made, as Linux lists them.
    kernel.files.mounts.all.sorted { $0.id < $1.id }.compactMap { mount in
      let place = Location(rootOf: mount)
      guard place.isReachable(from: root) else { return nil }
      return (mount, place.path(relativeTo: root))
    }
  }

  var mounts: [UInt8] {
    visible.flatMap { (mount, path) -> [UInt8] in
      var text = escaped(mount.source) + [space] + escaped(path)
      text += Array(" \(mount.fileSystem.typeName) \(options(mount)) 0 0\n".utf8)
      return text
    }
  }

  var mountInformation: [UInt8] {
    visible.flatMap { (mount, path) -> [UInt8] in
      let device = mount.fileSystem.device
      let parent = mount.parent?.id ?? mount.id
      let inner = Location(mount, mount.root).innerPath
      let numbers = "\(mount.id) \(parent) \(device.major):\(device.minor) "
      var text = Array(numbers.utf8)
      text += escaped(inner) + [space] + escaped(path)
      text += Array(" \(mount.options.text) - \(mount.fileSystem.typeName) ".utf8)
      text += escaped(mount.source)
      text += Array(" \(superOptions(mount.fileSystem))\n".utf8)
      return text
    }
  }

  var statistics: [UInt8] {
    visible.flatMap { (mount, path) -> [UInt8] in
      var text = Array("device ".utf8) + escaped(mount.source)
      text += Array(" mounted on ".utf8) + escaped(path)
      text += Array(" with fstype \(mount.fileSystem.typeName)\n".utf8)
      return text
    }
  }

  private func options(_ mount: Mount) -> String {
    let own = mount.fileSystem.optionText
    var options = mount.options
    if mount.isReadOnly { options.insert(.readOnly) }
    return own.isEmpty ? options.text : "\(options.text),\(own)"
  }

  private func superOptions(_ system: FileSystem) -> String {
    let access = system.isReadOnly ? "ro" : "rw"
    return system.optionText.isEmpty ? access : "\(access),\(system.optionText)"
  }

  private let space = UInt8(ascii: " ")

  /// Blanks and backslashes as three octal digits.
  private func escaped(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: " "): Array("\\040".utf8)
      case UInt8(ascii: "\t"): Array("\\011".utf8)
      case UInt8(ascii: "\n"): Array("\\012".utf8)
      case UInt8(ascii: "\\"): Array("\\134".utf8)
      default: [byte]
      }
    }
  }
}
