import BulkModel
import Hummingbird

/// Puts routes into a router such that a known path with a wrong method is told apart from an unknown path.
/// (bulk read specification, section 9.2)
///
/// Where one path has a word and another a varying segment, the word is never a value: `/crm/v8/settings/nope` is no record of a module
/// called `settings` but a path there is none of.
struct RouteTable {
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]

    let routes: [Route]
    let throttle: Throttle

    func install(in router: Router<BasicRequestContext>) {
        // The router tries segments in the order in which it got to know them; a brace sorts behind all letters.
        for (path, routes) in Dictionary(grouping: routes, by: \.path).sorted(by: { $0.key < $1.key }) {
            let words = reservedWords(beside: path)
            for method in Self.methods {
                let route = routes.first { $0.method == method }
                router.on(RouterPath(path), method: method) { request, context in
                    // The version is part of the path, so it is looked at before the method.
                    if context.parameters.get("version") != nil { _ = try context.version }
                    for (name, words) in words where context.parameters.get(name).map(words.contains) ?? false {
                        throw BulkError.invalidURLPattern
                    }
                    guard let route else { throw BulkError.invalidRequestMethod }
                    if let ability = route.ability, try !context.version.has(ability) { throw BulkError.apiNotSupported(since: ability) }
                    return try await throttle.answer(request, cost: route.cost) { try await route.handler(request, context) }
                }
            }
        }
    }

    /// The words that other paths have where this one has varying segments, by the segments' names.
    private func reservedWords(beside path: String) -> [String: Set<String>] {
        let segments = path.split(separator: "/")
        var words: [String: Set<String>] = [:]
        for other in Set(routes.map(\.path)).map({ $0.split(separator: "/") }) {
            // Only the first difference matters: behind it the two are about different things.
            guard let place = zip(segments, other).enumerated().first(where: { $1.0 != $1.1 })?.offset,
                segments[place].isVarying, !other[place].isVarying
            else { continue }
            words[String(segments[place].dropFirst().dropLast()), default: []].insert(String(other[place]))
        }
        return words
    }
}

extension Substring {
    fileprivate var isVarying: Bool { hasPrefix("{") && hasSuffix("}") }
}

extension BasicRequestContext {
    /// The version in the path.
    /// - Throws: `INVALID_URL_PATTERN` if there is none of that name.
    var version: APIVersion {
        get throws {
            guard let version = parameters.get("version").flatMap(APIVersion.init(rawValue:)) else { throw BulkError.invalidURLPattern }
            return version
        }
    }
}
