extension PictureReference {
    /// The bytes of a JPEG file of the picture. A file that is one already stays as it is, once it has been decoded: what is no picture
    /// never gets out.
    public func jpeg() throws -> [UInt8] {
        if case .file(let path) = self, let bytes = try PictureDecoder.jpegBytes(file: path) { return bytes }
        return try JPEGWriter.encode(decode())
    }
}
