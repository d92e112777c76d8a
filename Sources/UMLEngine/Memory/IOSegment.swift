/// One element of an iovec, checked: the length is not negative and the sum of all fits.
struct IOSegment {
  let address: GuestAddress
  let length: Int
}
