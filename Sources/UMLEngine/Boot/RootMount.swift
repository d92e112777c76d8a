import LinuxABI
import UMLHost

/// Puts the root file system in place, and /dev on it. See init/do_mounts.c in Linux.
struct RootMount {
  private let boot: BootSequence
  private let kernel: Kernel
  private let options: RootOptions

  init(_ boot: BootSequence) {
    self.boot = boot
    kernel = boot.kernel
    options = kernel.configuration.root
  }

  func run() throws(BootError) {
    kernel.files.hostGrant = grant
    if let path = options.initialArchive, loadArchive(path), hasArchiveInit {
      kernel.initialPath = options.archiveInitPath
    } else if options.isBuiltIn {
      try mountBuiltIn()
    } else {
      mountNamed()
    }
    if kernel.ending == nil { mountDevices() }
  }

  /// What of the host the guest may mount: what the command line names, and nothing else.
  private var grant: HostGrant? {
    if let directory = options.hostDirectory { return HostGrant(root: Array(directory.utf8)) }
    guard !options.isBuiltIn, options.types.contains("hostfs") else { return nil }
    return HostGrant(below: Array(options.flags.utf8))
  }

  // MARK: The root that was asked for

  private func mountNamed() {
    var failures: [(type: String, error: Errno)] = []
    let source = Array((options.device ?? "/dev/root").utf8)
    for type in options.types {
      do throws(Errno) {
        // As Linux: read-only unless rw says otherwise.
        let isReadOnly = options.isReadOnly ?? true
        let mount = try kernel.files.mountRoot(
          type: type, source: source, options: Array(options.flags.utf8),
          isReadOnly ? [.readOnly, .relativeAccessTime] : .relativeAccessTime)
        return announce(mount)
      } catch {
        failures.append((type, error))
      }
    }
    for (type, error) in failures {
      let place = options.flags.isEmpty ? "" : " from \"\(options.flags)\""
      let reason =
        kernel.files.types[type] == nil ? "no such type of file system" : error.description
      kernel.log.error("VFS: Cannot mount root (\(type) filesystem)\(place): \(reason)")
    }
    let device = options.device ?? ""
    if options.types.isEmpty {
      kernel.log.error(
        "VFS: Cannot open root device \"\(device)\" or unknown-block(98,0): error -6")
      kernel.log.error(
        "This kernel has no block devices yet: use root=\(RootOptions.builtInName), "
          + "rootfstype=hostfs rootflags=<directory>, or initrd=<file>")
    }
    kernel.panic("VFS: Unable to mount root fs on unknown-block(0,0)")
  }

  private func announce(_ mount: Mount) {
    let device = mount.fileSystem.device
    kernel.log.info(
      "VFS: Mounted root (\(mount.fileSystem.typeName) filesystem)"
        + "\(mount.isReadOnly ? " readonly" : "") on device \(device.major):\(device.minor).")
  }

  // MARK: The root that comes with umltop

  private func mountBuiltIn() throws(BootError) {
    let path = try BuiltInRoot.prepare()
    do throws(Errno) {
      let mount = try kernel.files.mountOverlayRoot(host: Array(path.utf8))
      let files = GuestFiles.files(
        hostname: kernel.hostname,
        logins: LoginLines(kernel, hasPanes: boot.options.paneHost != nil).all)
      for file in files {
        try kernel.files.write(
          Array(file.text.utf8), to: Array(file.path.utf8), permissions: file.permissions)
      }
      if options.isReadOnly == true { mount.options.insert(.readOnly) }
      announce(mount)
    } catch {
      throw BootError("cannot mount the built-in root file system in \(path): \(error)")
    }
  }

  // MARK: initrd

  /// Unpacks an archive into an empty root. False when there is none.
  private func loadArchive(_ path: String) -> Bool {
    let image: [UInt8]
    do throws(Errno) {
      image = try HostFile.contents(of: path)
    } catch {
      kernel.log.error("Couldn't open initrd \"\(path)\": \(error)")
      return false
    }
    do throws(Errno) {
      try kernel.files.mountRoot(type: "tmpfs", source: Array("rootfs".utf8))
      kernel.log.info("Unpacking initramfs...")
      let unpacker = try ArchiveUnpacker(kernel.files)
      do throws(BootError) {
        try InitialArchive.forEach(
          in: image, memoryLimit: Int(clamping: kernel.configuration.memoryBytes)
        ) { (entry) throws(BootError) in try unpacker.unpack(entry) }
      } catch {
        kernel.log.emergency("Initramfs unpacking failed: \(error)")
      }
    } catch {
      kernel.log.error("Cannot make the initial root: \(error)")
      return false
    }
    return true
  }

  /// Whether what was unpacked says how to go on; if not, it is only put over.
  private var hasArchiveInit: Bool {
    let context = try? PathContext(kernel.files.initialContext())
    guard let context else { return false }
    return (try? kernel.files.resolve(options.archiveInitPath, context)) != nil
  }

  // MARK: /dev

  private func mountDevices() {
    do throws(Errno) {
      let context = PathContext(try kernel.files.initialContext())
      let place = try kernel.files.resolve(Array("/dev".utf8), context)
      try kernel.files.mount(
        type: "devtmpfs", source: Array("devtmpfs".utf8), on: place, .relativeAccessTime)
      kernel.log.info("devtmpfs: mounted")
      if options.isBuiltIn { try makeMountPoints(context) }
    } catch {
      kernel.log.info("devtmpfs: error mounting -\(error.rawValue)")
    }
  }

  /// Where the built-in root's fstab wants to mount: other systems make these themselves.
  private func makeMountPoints(_ context: PathContext) throws(Errno) {
    for (path, permissions) in [("/dev/pts", 0o755), ("/dev/shm", 0o1777)] {
      let directory = NewFile(
        type: .directory, permissions: FileMode(rawValue: UInt32(permissions)))
      try kernel.files.make(Array(path.utf8), from: context.root, directory, context)
    }
  }
}
