import BulkModel
import BulkStore

extension Schema {
    /// The schema as a store would have it after a change; its version stays.
    func applying(_ change: SchemaChange) -> Schema {
        switch change {
        case .addModule(let module): return Schema(modules: modules + [module], version: version)
        case .updateModule(let new):
            return replacing(new.apiName) { module in
                var new = new
                new.fields = module.fields
                module = new
            }
        case .removeModule(let name): return Schema(modules: modules.filter { $0.apiName != name }, version: version)
        case .addField(let field, let name): return replacing(name) { $0.fields.append(field) }
        case .updateField(let field, let name):
            return replacing(name) { module in
                if let index = module.fields.firstIndex(where: { $0.apiName == field.apiName }) { module.fields[index] = field }
            }
        case .removeField(let field, let name): return replacing(name) { $0.fields.removeAll { $0.apiName == field } }
        case .addLayout(let layout, let name): return replacing(name) { $0.layouts.append(layout) }
        case .addPickListValues(let values, let field, let name):
            return replacing(name) { module in
                guard let index = module.fields.firstIndex(where: { $0.apiName == field }) else { return }
                module.fields[index].pickListValues += values
            }
        case .addView, .updateView, .removeView: return self
        }
    }

    private func replacing(_ name: String, _ change: (inout Module) -> Void) -> Schema {
        var modules = modules
        if let index = modules.firstIndex(where: { $0.apiName == name }) { change(&modules[index]) }
        return Schema(modules: modules, version: version)
    }
}
