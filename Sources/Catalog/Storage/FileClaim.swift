import Foundation

/// Whether a file that goes with a catalog may be written under a name: nothing has it, or a file that is empty or begins as such files do, of
/// whatever version. What else is there, a link or a folder too, is somebody's and stays.
///
/// - Parameter magic: the first eight bytes of such files in the machine's byte order; the first six of them say what a file is.
func mayClaim(_ url: URL, magic: UInt64) -> Bool {
    var status = stat()
    guard lstat(url.path, &status) == 0 else { return errno == ENOENT }
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    if status.st_size == 0 { return true }
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var start: UInt64 = 0
    return read(descriptor, &start, 6) == 6 && start == magic & 0xFFFF_FFFF_FFFF
}
