import LinuxABI

// Who keeps a mount, or a file without a name, from going away. Looked up when umount asks instead
// of counted all the time.
extension Kernel {
  /// Mounts on it, working directories, roots, open files and running programs.
  func isInUse(_ mount: Mount) -> Bool {
    guard mount.children.isEmpty else { return true }
    for process in processes.all {
      if process.executable?.mount === mount { return true }
      for task in process.threads {
        let context = task.fileSystem
        if context.root.mount === mount || context.workingDirectory.mount === mount { return true }
        if task.files.contains(where: { $0.location?.mount === mount }) { return true }
      }
    }
    return false
  }

  func isOpen(_ inode: Inode) -> Bool {
    processes.all.contains { process in
      process.executable?.inode === inode
        || process.threads.contains { task in
          task.files.contains { $0.location?.inode === inode }
        }
    }
  }

  /// Whether a file of the file system is open for writing.
  func hasWriters(_ fileSystem: FileSystem) -> Bool {
    processes.all.contains { process in
      process.threads.contains { task in
        task.files.contains {
          $0.isWritable && $0.location?.inode.fileSystem === fileSystem
            && $0.location?.inode.type == .regular
        }
      }
    }
  }
}
