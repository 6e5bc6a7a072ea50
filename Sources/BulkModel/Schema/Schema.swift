/// The modules of one organisation at one moment.
public struct Schema: Sendable {
    public let modules: [Module]
    /// Counted up by the store with each change.
    public let version: Int
    private let positions: [String: Int]
    private let positionsByID: [ObjectID: Int]

    public init(modules: [Module], version: Int = 0) {
        self.modules = modules
        self.version = version
        self.positions = Dictionary(uniqueKeysWithValues: modules.enumerated().map { ($1.apiName, $0) })
        self.positionsByID = Dictionary(uniqueKeysWithValues: modules.enumerated().map { ($1.id, $0) })
    }

    public func module(named apiName: String) -> Module? {
        positions[apiName].map { modules[$0] }
    }

    public func module(id: ObjectID) -> Module? {
        positionsByID[id].map { modules[$0] }
    }

    /// The module whose records a dot after `lookup` reaches; nil after a lookup to several modules.
    public func target(of lookup: Field) -> Module? {
        switch lookup.lookup {
        case .users: module(named: Module.usersName)
        case .module(let name), .chosenModule(let name): module(named: name)
        case .modules, nil: nil
        }
    }
}
