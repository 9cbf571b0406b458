app_name = "graduated_response"
urlpatterns = []
