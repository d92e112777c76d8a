import UMLHost

/// Who owns a host file in the eyes of the guest.
///
/// Without privileges the kernel can only make files of its own user: the guest sees that user and
/// group as root's, as in a user namespace, so that what the guest's root makes is root's. With
/// privileges owners are the host's.
struct HostOwners {
  let isPrivileged = HostSystem.effectiveUserID == 0
  private let user = HostSystem.effectiveUserID
  private let group = HostSystem.effectiveGroupID

  func guestUser(_ host: UInt32) -> UInt32 { !isPrivileged && host == user ? 0 : host }
  func guestGroup(_ host: UInt32) -> UInt32 { !isPrivileged && host == group ? 0 : host }
  func hostUser(_ guest: UInt32) -> UInt32 { !isPrivileged && guest == 0 ? user : guest }
  func hostGroup(_ guest: UInt32) -> UInt32 { !isPrivileged && guest == 0 ? group : guest }
}
