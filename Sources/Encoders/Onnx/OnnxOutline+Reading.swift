/// The messages of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto) that an outline needs.
/// Field numbers stand beside their names.
extension OnnxOutline {
    mutating func readModel(_ file: UnsafeRawBufferPointer) throws {
        try Self.fields(file, in: 0..<file.count) { field in
            switch (field.number, field.value) {
            case (7, .bytes(let range)): try readGraph(file, range)  // graph; several are merged
            default: break
            }
        }
    }

    private mutating func readGraph(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) throws {
        try Self.fields(file, in: range) { field in
            guard case .bytes(let range) = field.value else { return }
            switch field.number {
            case 1: nodes.append(try Self.node(file, range))
            case 5: try readInitializer(file, range)
            case 11: inputs.append(try Self.valueInfo(file, range))
            case 12:
                outputs.append(try Self.valueInfo(file, range))
                outputPositions.append(field.position)
            case 13:  // value_info
                let tensor = try Self.valueInfo(file, range)
                inner[tensor.name] = tensor
            default: break
            }
        }
    }

    static func node(_ file: UnsafeRawBufferPointer, _ range: Range<Int>, depth: Int = 0) throws -> Node {
        var (operatorType, name, inputs, outputs, captures) = ("", "", [String](), [String](), [String]())
        try fields(file, in: range) { field in
            guard case .bytes(let range) = field.value else { return }
            switch field.number {
            case 1: inputs.append(text(file, range))
            case 2: outputs.append(text(file, range))
            case 3: name = text(file, range)
            case 4: operatorType = text(file, range)
            case 5: try attribute(file, range, depth: depth) { captures += $0 }
            default: break
            }
        }
        return Node(operatorType: operatorType, name: name, inputs: inputs, outputs: outputs, captures: captures)
    }

    /// The most graphs inside each other; more than any exporter makes, and little enough for every stack.
    private static let deepest = 16

    /// AttributeProto: what the graphs in it read, of which some is their own.
    private static func attribute(
        _ file: UnsafeRawBufferPointer, _ range: Range<Int>, depth: Int, reads: ([String]) -> Void
    ) throws {
        try fields(file, in: range) { field in
            // g and graphs
            guard field.number == 6 || field.number == 11, case .bytes(let graph) = field.value else { return }
            guard depth < deepest else { throw ProtobufReader.Malformed(description: "graphs nested more than \(deepest) deep") }
            try fields(file, in: graph) { field in
                guard case .bytes(let range) = field.value else { return }
                switch field.number {
                case 1:
                    let node = try node(file, range, depth: depth + 1)
                    reads(node.inputs + node.captures)
                case 12: reads([try valueInfo(file, range).name])  // an output may be a tensor from around the graph
                default: break
                }
            }
        }
    }

    /// TensorProto, its data left alone.
    private mutating func readInitializer(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) throws {
        var name = ""
        var type = 0
        var shape: [Dimension] = []
        var location: String?
        try Self.fields(file, in: range) { field in
            switch (field.number, field.value) {
            case (1, .number(let size)): shape.append(.fixed(Int(clamping: size)))  // dims
            case (1, .bytes(let packed)): shape += try Self.packedNumbers(file, packed).map { .fixed(Int(clamping: $0)) }
            case (2, .number(let number)): type = Int(clamping: number)  // data_type
            case (8, .bytes(let range)): name = Self.text(file, range)
            case (13, .bytes(let range)): location = try Self.location(file, range) ?? location  // external_data
            default: break
            }
        }
        initializers[name] = Tensor(name: name, elementType: Self.elementType(type), shape: shape)
        if let location, !externalFiles.contains(where: { $0.utf8.elementsEqual(location.utf8) }) { externalFiles.append(location) }
    }

    /// A TensorProto's name.
    static func weightName(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) throws -> String {
        var name = ""
        try fields(file, in: range) { field in
            if field.number == 8, case .bytes(let range) = field.value { name = text(file, range) }
        }
        return name
    }

    /// The file name in an external_data entry of key "location".
    private static func location(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) throws -> String? {
        var (key, value) = ("", "")
        try fields(file, in: range) { field in
            guard case .bytes(let range) = field.value else { return }
            if field.number == 1 { key = text(file, range) } else if field.number == 2 { value = text(file, range) }
        }
        return key == "location" ? value : nil
    }

    /// ValueInfoProto: name, and type.tensor_type.{elem_type, shape}.
    static func valueInfo(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) throws -> Tensor {
        var name = ""
        var type = 0
        var shape: [Dimension]?
        try fields(file, in: range) { field in
            guard case .bytes(let range) = field.value else { return }
            if field.number == 1 { name = text(file, range) }
            guard field.number == 2 else { return }
            try fields(file, in: range) { field in
                guard field.number == 1, case .bytes(let range) = field.value else { return }
                try fields(file, in: range) { field in
                    switch (field.number, field.value) {
                    case (1, .number(let number)): type = Int(clamping: number)
                    case (2, .bytes(let range)): shape = try dimensions(file, range)
                    default: break
                    }
                }
            }
        }
        return Tensor(name: name, elementType: elementType(type), shape: shape)
    }

    /// TensorShapeProto. A size of 0 or less than 0 means open, as some exporters write it.
    private static func dimensions(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) throws -> [Dimension] {
        var sizes: [Dimension] = []
        try fields(file, in: range) { field in
            guard field.number == 1, case .bytes(let range) = field.value else { return }
            var size = Dimension.open("")
            try fields(file, in: range) { field in
                switch (field.number, field.value) {
                case (1, .number(let number)):
                    let value = Int(Int64(bitPattern: number))
                    if value > 0 { size = .fixed(value) }
                case (2, .bytes(let range)): size = .open(text(file, range))
                default: break
                }
            }
            sizes.append(size)
        }
        return sizes
    }

    private static func packedNumbers(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) throws -> [UInt64] {
        var numbers: [UInt64] = []
        var (value, shift) = (UInt64(0), UInt64(0))
        for byte in file[range] {
            guard shift < 64 else { throw ProtobufReader.Malformed(description: "number of more than 64 bits in a shape") }
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte & 0x80 == 0 else { continue }
            numbers.append(value)
            (value, shift) = (0, 0)
        }
        return numbers
    }

    private static func elementType(_ number: Int) -> ElementType {
        switch number {
        case 1: .float32
        case 10: .float16
        default: .other(number)
        }
    }

    static func text(_ file: UnsafeRawBufferPointer, _ range: Range<Int>) -> String {
        String(decoding: file[range], as: UTF8.self)
    }

    static func fields(
        _ file: UnsafeRawBufferPointer, in range: Range<Int>, _ body: (ProtobufReader.Field) throws -> Void
    ) throws {
        var reader = ProtobufReader(file, in: range)
        while let field = try reader.next() { try body(field) }
    }
}
