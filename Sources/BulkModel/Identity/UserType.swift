/// Which users a call asks for. (platform specification, section 8.1)
public enum UserType: String, Sendable, CaseIterable {
    case all = "AllUsers"
    case active = "ActiveUsers"
    case deactivated = "DeactiveUsers"
    case confirmed = "ConfirmedUsers"
    case unconfirmed = "NotConfirmedUsers"
    case deleted = "DeletedUsers"
    case activeConfirmed = "ActiveConfirmedUsers"
    case administrators = "AdminUsers"
    case activeConfirmedAdministrators = "ActiveConfirmedAdmins"
    case current = "CurrentUser"

    /// - Parameter caller: who asks.
    public func includes(_ user: User, caller: ObjectID) -> Bool {
        if self == .deleted { return user.status == .deleted }
        // Whoever is deleted is found nowhere else.
        guard user.status != .deleted else { return false }
        return switch self {
        case .all: true
        case .active: user.isActive
        case .deactivated: !user.isActive
        case .confirmed: user.isConfirmed
        case .unconfirmed: !user.isConfirmed
        case .activeConfirmed: user.isActive && user.isConfirmed
        case .administrators: user.isAdministrator
        case .activeConfirmedAdministrators: user.isActive && user.isConfirmed && user.isAdministrator
        case .current: user.id == caller
        case .deleted: false
        }
    }
}
