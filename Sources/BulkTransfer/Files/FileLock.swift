import Foundation
import Synchronization

/// An exclusive lock on a file, from its making to ``release()``. Others can have it as soon as that returns, whoever still has a reference
/// to this object. The system releases it when the process ends, however it ends.
public final class FileLock: Sendable {
    public enum Failure: Error, Hashable, Sendable {
        /// Another has the lock.
        case isTaken
        /// - Parameter code: the system's number for the reason.
        case open(code: Int32)
        /// - Parameter code: the system's number for the reason.
        case lock(code: Int32)
    }

    private let path: String
    /// Nil once the lock is released.
    private let descriptor: Mutex<Int32?>

    /// Makes the file if it isn't there, and takes the lock.
    /// - Parameter waits: whether to wait for whoever has it. Blocks then.
    /// - Throws: ``Failure``.
    public init(path: String, waits: Bool = false) throws(Failure) {
        self.path = path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .open(code: errno) }
        while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            // Taken before the descriptor is closed, which may change it.
            let code = errno
            if code == EINTR { continue }
            close(descriptor)
            throw code == EWOULDBLOCK ? .isTaken : .lock(code: code)
        }
        self.descriptor = Mutex(descriptor)
    }

    /// For those who forget to release it; nobody may rely on when an object goes.
    deinit {
        release()
    }

    /// Lets others have the lock. Does nothing the second time.
    public func release() {
        descriptor.withLock { descriptor in
            guard let held = descriptor else { return }
            // Said in so many words: a process that was just begun may have the descriptor as well for a moment.
            flock(held, LOCK_UN)
            close(held)
            descriptor = nil
        }
    }

    /// Whether the lock is held, and the file that was locked still has its name.
    var hasName: Bool {
        descriptor.withLock { descriptor in
            var opened = stat()
            var named = stat()
            return descriptor.map { fstat($0, &opened) == 0 } == true && stat(path, &named) == 0 && opened.st_ino == named.st_ino
                && opened.st_dev == named.st_dev
        }
    }

    /// Writes into the file who has the lock, for those who can't have it.
    public func note(_ text: String) {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            ftruncate(descriptor, 0)
            let bytes = Array(text.utf8)
            _ = pwrite(descriptor, bytes, bytes.count, 0)
        }
    }
}
