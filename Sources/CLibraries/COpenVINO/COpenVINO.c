#include "COpenVINO.h"

#include <dlfcn.h>
#include <string.h>

const char *vitrine_openvino_load(void *library, vitrine_openvino *functions) {
#define FIND(member, symbol)                                                                                                   \
    do {                                                                                                                       \
        void *address = dlsym(library, symbol);                                                                                \
        if (!address) return symbol;                                                                                           \
        memcpy(&functions->member, &address, sizeof address);                                                                  \
    } while (0)
    FIND(version, "ov_get_openvino_version");
    FIND(version_free, "ov_version_free");
    FIND(last_error, "ov_get_last_err_msg");
    FIND(free_text, "ov_free");
    FIND(core_create, "ov_core_create");
    FIND(core_free, "ov_core_free");
    FIND(core_get_property, "ov_core_get_property");
    FIND(core_read_model, "ov_core_read_model");
    FIND(core_compile_model, "ov_core_compile_model");
    FIND(model_free, "ov_model_free");
    FIND(model_reshape_single_input, "ov_model_reshape_single_input");
    FIND(model_reshape, "ov_model_reshape");
    FIND(compiled_model_free, "ov_compiled_model_free");
    FIND(compiled_model_create_infer_request, "ov_compiled_model_create_infer_request");
    FIND(infer_request_free, "ov_infer_request_free");
    FIND(infer_request_set_input_tensor, "ov_infer_request_set_input_tensor");
    FIND(infer_request_set_tensor, "ov_infer_request_set_tensor");
    FIND(infer_request_get_tensor, "ov_infer_request_get_tensor");
    FIND(infer_request_start_async, "ov_infer_request_start_async");
    FIND(infer_request_wait, "ov_infer_request_wait");
    FIND(tensor_create_from_host_ptr, "ov_tensor_create_from_host_ptr");
    FIND(tensor_get_shape, "ov_tensor_get_shape");
    FIND(tensor_get_element_type, "ov_tensor_get_element_type");
    FIND(tensor_data, "ov_tensor_data");
    FIND(tensor_free, "ov_tensor_free");
    FIND(shape_free, "ov_shape_free");
#undef FIND
    return NULL;
}

ov_status vitrine_openvino_compile(
    const vitrine_openvino *functions, const ov_core *core, const ov_model *model, const char *precision, const char *threads,
    const char *streams, ov_compiled_model **compiled) {
    const char *arguments[6] = {0};
    size_t count = 0;
    const char *keys[3] = {"INFERENCE_PRECISION_HINT", "INFERENCE_NUM_THREADS", "NUM_STREAMS"};
    const char *values[3] = {precision, threads, streams};
    for (int index = 0; index < 3; index++) {
        if (!values[index]) continue;
        arguments[count++] = keys[index];
        arguments[count++] = values[index];
    }
    // The callee reads `count` of the arguments that follow; passing all six is harmless.
    return functions->core_compile_model(
        core, model, "CPU", count, compiled, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}
