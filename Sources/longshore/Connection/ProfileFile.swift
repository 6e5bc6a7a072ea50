import BulkClient
import BulkModel
import BulkTransfer
import Foundation

/// The file that profiles are kept in. It holds secrets, so nobody but its owner may read it.
struct ProfileFile {
    let path: String

    static let defaultName = "default"

    /// `LONGSHORE_PROFILES`, or `longshore/profiles.json` in the user's folder of configuration files.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let path = environment["LONGSHORE_PROFILES"], !path.isEmpty {
            self.path = path
        } else if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            path = folder + "/longshore/profiles.json"
        } else {
            path = (environment["HOME"] ?? NSHomeDirectory()) + "/.config/longshore/profiles.json"
        }
    }

    /// All profiles by their names.
    /// - Throws: ``Failure`` if the file can't be read, or can be read by others.
    func profiles() throws -> [(name: String, profile: LoginProfile)] {
        try members().members.compactMap { name, value in LoginProfile(value).map { (name, $0) } }
    }

    /// - Throws: ``Failure``.
    func profile(_ name: String) throws -> LoginProfile? {
        try members()[name].flatMap(LoginProfile.init)
    }

    /// Stores a profile, in the place of another of the name.
    func store(_ profile: LoginProfile, as name: String) throws {
        try change { $0[name] = profile.json }
    }

    /// - Returns: whether there was one.
    func remove(_ name: String) throws -> Bool {
        var found = false
        try change {
            found = $0[name] != nil
            $0[name] = nil
        }
        return found
    }

    /// Keeps a new access token of a profile. What can't be kept is got again.
    func keep(_ token: TimedToken, of name: String) {
        try? change { members in
            guard var profile = members[name].flatMap(LoginProfile.init),
                case .client(let id, let secret, let refreshToken, _) = profile.credentials
            else { return }
            profile.credentials = .client(id: id, secret: secret, refreshToken: refreshToken, current: token)
            members[name] = profile.json
        }
    }

    private func members() throws -> JSONObject {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return JSONObject() }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            throw Failure(.configuration, "\(path) holds secrets, and others may read it; close it with: chmod 600 \(path)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.configuration, "the profiles in \(path) can't be read")
        }
        if data.isEmpty { return JSONObject() }
        guard let profiles = (try? JSONValue(parsing: Array(data)))?["profiles"]?.object else {
            throw Failure(.configuration, "\(path) is not a file of profiles; move it away and log in again")
        }
        return profiles
    }

    /// Reads, changes and writes the file while no other process does.
    private func change(_ body: (inout JSONObject) throws -> Void) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.configuration, "\(folder) can't be made: \(error.localizedDescription)")
        }
        let lock: FileLock
        do {
            lock = try FileLock(path: path + ".lock", waits: true)
        } catch .open(let code), .lock(let code) {
            throw Failure(.configuration, "\(path) can't be written: \(String(cString: strerror(code)))")
        }
        defer { lock.release() }
        var members = try members()
        try body(&members)
        let text = JSONValue.object(JSONObject([("profiles", .object(members))])).description + "\n"
        let temporary = path + ".new"
        // The process has a mask that keeps others out; a file from before it may not have had.
        try? FileManager.default.removeItem(atPath: temporary)
        guard FileManager.default.createFile(atPath: temporary, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]),
            rename(temporary, path) == 0
        else { throw Failure(.configuration, "\(path) can't be written: \(String(cString: strerror(errno)))") }
    }
}
