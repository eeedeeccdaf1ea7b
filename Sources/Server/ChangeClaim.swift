import Basics
import Foundation

/// Says for as long as it lives that somebody is changing a mirror, whatever becomes of their connection: what they have done by then is not sent
/// by others.
final class ChangeClaim {
    private let descriptor: Int32

    /// nil: somebody else has it, or there is no such folder.
    init?(_ folder: URL) {
        descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}
