import BulkEngine

/// What there is to know of an organisation's modules, and how it is changed. (platform specification, sections 9 to 12)
struct MetadataRoutes {
    let engine: Engine

    var routes: [Route] {
        ModuleMetadataRoutes(engine: engine).routes
            + FieldMetadataRoutes(engine: engine).routes
            + LayoutMetadataRoutes(engine: engine).routes
            + CustomViewMetadataRoutes(engine: engine).routes
            + ModuleChangeRoutes(engine: engine).routes
            + FieldChangeRoutes(engine: engine).routes
            + CustomViewChangeRoutes(engine: engine).routes
    }
}
