// OpenVINO's C interface, resolved at run time, so that everything but encoding works without the library.
//
// Only the part that this project calls, declared from its documentation
// (https://docs.openvino.ai, "OpenVINO Runtime C API", stable since 2023.0).
#ifndef VITRINE_OPENVINO_H
#define VITRINE_OPENVINO_H
#include <stddef.h>
#include <stdint.h>

typedef struct ov_core ov_core;
typedef struct ov_model ov_model;
typedef struct ov_compiled_model ov_compiled_model;
typedef struct ov_infer_request ov_infer_request;
typedef struct ov_tensor ov_tensor;

/// 0 is success; everything else has a message in `last_error`.
typedef int32_t ov_status;

/// The element types that are read or written here; the numbers are part of the interface.
enum { VITRINE_OV_F16 = 3, VITRINE_OV_F32 = 4, VITRINE_OV_I32 = 9, VITRINE_OV_I64 = 10 };

typedef struct {
    int64_t rank;
    int64_t *dims;
} ov_shape;

typedef struct {
    int64_t min;
    int64_t max;
} ov_dimension;

typedef struct {
    ov_dimension rank;
    ov_dimension *dims;
} ov_partial_shape;

typedef struct {
    const char *buildNumber;
    const char *description;
} ov_version;

/// The library's functions. `vitrine_openvino_load` fills all of them or fails. Sendable: addresses of code.
typedef struct __attribute__((swift_attr("@Sendable"))) {
    ov_status (*version)(ov_version *version);
    void (*version_free)(ov_version *version);
    const char *(*last_error)(void);
    void (*free_text)(const char *text);

    ov_status (*core_create)(ov_core **core);
    void (*core_free)(ov_core *core);
    ov_status (*core_get_property)(const ov_core *core, const char *device, const char *key, char **value);
    ov_status (*core_read_model)(const ov_core *core, const char *path, const char *weights, ov_model **model);
    /// Called through `vitrine_openvino_compile`: Swift cannot call variadic functions.
    ov_status (*core_compile_model)(
        const ov_core *core, const ov_model *model, const char *device, size_t property_arguments, ov_compiled_model **compiled,
        ...);

    void (*model_free)(ov_model *model);
    ov_status (*model_reshape_single_input)(const ov_model *model, ov_partial_shape shape);
    ov_status (*model_reshape)(const ov_model *model, const char **names, const ov_partial_shape *shapes, size_t count);

    void (*compiled_model_free)(ov_compiled_model *compiled);
    ov_status (*compiled_model_create_infer_request)(const ov_compiled_model *compiled, ov_infer_request **request);

    void (*infer_request_free)(ov_infer_request *request);
    ov_status (*infer_request_set_input_tensor)(ov_infer_request *request, const ov_tensor *tensor);
    ov_status (*infer_request_set_tensor)(ov_infer_request *request, const char *name, const ov_tensor *tensor);
    ov_status (*infer_request_get_tensor)(const ov_infer_request *request, const char *name, ov_tensor **tensor);
    ov_status (*infer_request_start_async)(ov_infer_request *request);
    ov_status (*infer_request_wait)(ov_infer_request *request);

    ov_status (*tensor_create_from_host_ptr)(int32_t element_type, ov_shape shape, void *data, ov_tensor **tensor);
    ov_status (*tensor_get_shape)(const ov_tensor *tensor, ov_shape *shape);
    ov_status (*tensor_get_element_type)(const ov_tensor *tensor, int32_t *element_type);
    ov_status (*tensor_data)(const ov_tensor *tensor, void **data);
    void (*tensor_free)(ov_tensor *tensor);
    ov_status (*shape_free)(ov_shape *shape);
} vitrine_openvino;

/// Looks up every function in a library opened by dlopen. Returns NULL, or the name of the first one that is missing.
const char *vitrine_openvino_load(void *library, vitrine_openvino *functions);

/// Compiles for the CPU with up to three properties; a property whose value is NULL is left at its default.
ov_status vitrine_openvino_compile(
    const vitrine_openvino *functions, const ov_core *core, const ov_model *model, const char *precision, const char *threads,
    const char *streams, ov_compiled_model **compiled);

#endif
