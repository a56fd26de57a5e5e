package planted

import "net/http"

// Status leaves the body of the answer open.
func Status(client *http.Client, address string) (string, error) {
	response, err := client.Get(address)
	if err != nil {
		return "", err
	}
	return response.Status, nil
}
