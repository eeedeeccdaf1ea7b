import ArgumentParser
import Reports

extension ExportFormat: ExpressibleByArgument {}
extension TableFormat: ExpressibleByArgument {}
