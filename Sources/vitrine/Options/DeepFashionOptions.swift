import ArgumentParser

/// Writing a catalog in the layout of the DeepFashion benchmark.
struct DeepFashionOptions: ParsableArguments {
    @Option(
        name: .customLong("deepfashion"),
        help: ArgumentHelp(
            "Write the catalog's items as a tree of pictures and lists, as DeepFashion has them, into a new folder.", valueName: "root"),
        completion: .directory)
    var root: String?
    @Option(help: ArgumentHelp("What becomes the category: label or an attribute.", valueName: "column"), completion: .columns) var by = "label"
}
