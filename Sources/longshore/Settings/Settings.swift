import BulkModel
import Foundation
import Yams

/// Looks settings up where they may be given: the command line first, then the environment, then the configuration file.
struct Settings {
    private let environment: [String: String]
    private let file: [String: String]
    private let fileName: String?

    /// - Parameter path: of the configuration file; nil to use `LONGSHORE_CONFIG`, or none.
    /// - Throws: ``Failure`` if the file can't be read or sets what there is not.
    init(file path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        // An empty variable is as good as none.
        let environment = environment.filter { !$0.value.isEmpty }
        self.environment = environment
        fileName = path ?? environment["LONGSHORE_CONFIG"]
        file = try fileName.map(Self.load) ?? [:]
    }

    func string(_ setting: Setting, _ given: String?) -> String? {
        given ?? environment[setting.environmentName] ?? file[setting.rawValue]
    }

    /// - Throws: ``Failure`` if there is one and it is no whole number in the range.
    func integer(_ setting: Setting, _ given: Int?, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = string(setting, given.map(String.init)) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw Failure(.usage, "\(setting.rawValue) takes a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
        }
        return value
    }

    /// A switch: on if it is given on the command line, or if what is given elsewhere says so.
    func flag(_ setting: Setting, _ given: Bool) throws -> Bool {
        if given { return true }
        guard let text = string(setting, nil) else { return false }
        return try Self.truth(text, of: setting.rawValue)
    }

    /// A preset with the quirks that the environment (`LONGSHORE_QUIRK_OWNERBYNAME`) or the file (`ownerByName`) switches by themselves.
    func applyingQuirks(to preset: Quirks) throws -> Quirks {
        var quirks = preset
        for quirk in Quirk.allCases {
            guard let text = environment[quirk.environmentName] ?? file[quirk.rawValue] else { continue }
            quirks[quirk] = try Self.truth(text, of: quirk.rawValue)
        }
        return quirks
    }

    private static func truth(_ text: String, of name: String) throws -> Bool {
        switch text.lowercased() {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off", "": return false
        default: throw Failure(.usage, "\(name) takes true or false, not '\(text)'")
        }
    }

    /// One of the cases of a type.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ setting: Setting, _ given: String?, default preset: Choice
    ) throws -> Choice where Choice.RawValue == String {
        guard let text = string(setting, given) else { return preset }
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "\(setting.rawValue) takes one of \(names), not '\(text)'")
        }
        return choice
    }

    /// - Throws: ``Failure`` that names all three places it could have been given at.
    func required(_ setting: Setting, _ given: String?) throws -> String {
        if let value = string(setting, given), !value.isEmpty { return value }
        throw Failure(
            .usage, "--\(setting.rawValue) is missing; give it here, as \(setting.environmentName), or in the configuration file")
    }

    private static func load(_ path: String) throws -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure(.configuration, "the configuration file \(path) can't be read")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw Failure(.configuration, "\(path) is not valid YAML: \(error)")
        }
        guard let node else { return [:] }
        guard let mapping = node.mapping else {
            throw Failure(.configuration, "\(path) must hold lines of the form 'name: value'")
        }
        var values: [String: String] = [:]
        for (key, value) in mapping {
            let line = key.mark.map { ", line \($0.line)" } ?? ""
            guard let name = key.string, Setting(rawValue: name) != nil || Quirk(rawValue: name) != nil else {
                let names = (Setting.allCases.map(\.rawValue) + Quirk.allCases.map(\.rawValue)).joined(separator: ", ")
                throw Failure(.configuration, "\(path)\(line): there is no setting '\(key.string ?? "?")'; there are \(names)")
            }
            guard let scalar = value.scalar else {
                throw Failure(.configuration, "\(path)\(line): '\(name)' takes a single value")
            }
            values[name] = scalar.string
        }
        return values
    }
}
